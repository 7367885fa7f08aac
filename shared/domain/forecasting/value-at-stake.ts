import type { Fold } from '#shared/domain/customer/state.ts';
import { activityOf } from './activity/activity-of.ts';
import { countIfActive } from './activity/expected-count.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import type { Model } from './model.ts';
import { expectedSpend } from './spend/expected-spend.ts';

/**
 * What the shop would earn within the horizon if the customer stayed, in whole minor units: what
 * is lost if they leave, so not weighted by how likely that is (expectedPurchases is). Gamma-Gamma
 * value of a purchase times the purchases expected of somebody still active under MBG/CNBD-k;
 * running subscriptions by their price.
 * @throws RangeError when a day is not one.
 */
export function valueAtStakeMinor(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): number {
  checkDay(today);
  checkHorizon(horizonDays);
  let subscriptions = 0;
  for (const { cancelled, priceMinor, periodDays } of Object.values(fold.subscriptions)) {
    if (cancelled === undefined) subscriptions += (priceMinor * horizonDays) / periodDays;
  }
  return Math.round(purchases(fold, model, today, horizonDays) + subscriptions);
}

function purchases(fold: Fold, model: Model, today: number, horizonDays: number): number {
  const history = activityOf(fold, today);
  if (history === undefined) return 0;
  const expected = countIfActive(model.activity, history, horizonDays);
  const bought = history.repeats + 1;
  const kept = Math.max(fold.spentMinor - fold.refundedMinor, 0);
  return expected * expectedSpend(model.spend, bought, kept / bought);
}
