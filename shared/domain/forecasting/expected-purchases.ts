import type { Fold } from '#shared/domain/customer/state.ts';
import { purchaseLogOdds } from './activity/activity-layer.ts';
import { activityOf } from './activity/activity-of.ts';
import { expectedCount } from './activity/expected-count.ts';
import { probabilityOfPurchase } from './activity/probability-of-purchase.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import type { Model } from './model.ts';
import { pulseOn } from './pulse/pulse-on.ts';
import { withPulse } from './pulse/with-pulse.ts';
import { inSeason } from './season/season-on.ts';
import { fromLogOdds } from './statistics/odds.ts';

/** Below this no share of it can be taken. */
const SMALLEST = 1e-9;

/**
 * Purchases (days bought on) expected of the customer within the horizon, whether still active or
 * not: what the closed form expects, times by how much the layer, the season and the pulse make any
 * purchase likelier. The mean of the count, to be compared with counts; 0 when nothing was ever bought.
 * @throws RangeError when a day is not one.
 */
export function expectedPurchases(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): number {
  checkDay(today);
  checkHorizon(horizonDays);
  const history = activityOf(fold, today);
  if (history === undefined) return 0;
  const any = fromLogOdds(
    withPulse(pulseOn(model, 'visits', today), horizonDays, (days) =>
      inSeason(model, today, days, (within) => purchaseLogOdds(fold, history, model, within)),
    ),
  );
  const closed = probabilityOfPurchase(model.activity, history, horizonDays);
  return (expectedCount(model.activity, history, horizonDays) * any) / Math.max(closed, SMALLEST);
}
