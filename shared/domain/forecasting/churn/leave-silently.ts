import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { purchaseDoubt } from '../activity/activity-doubt.ts';
import { activityOf } from '../activity/activity-of.ts';
import type { Evidence, ToldIn } from '../forecast.ts';
import { toldIn } from '../level-error.ts';
import type { Model } from '../model.ts';
import { pulseDoubt, pulseOn } from '../pulse/pulse-on.ts';
import { pulseReason } from '../pulse/pulse-reason.ts';
import { steepnessOf, withPulse } from '../pulse/with-pulse.ts';
import { seasonDoubt } from '../season/season-on.ts';
import { seasonReason } from '../season/season-reason.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import { buyingOdds } from './buying-odds.ts';
import { silenceReasons } from './silence-reasons.ts';

export type SilenceRisk = {
  /** That nothing is bought within the horizon. */
  readonly probability: number;
  readonly anchorDay: number;
  /** How well that is known, worked out when somebody asks. */
  readonly evidence: () => Evidence;
  readonly toldIn: () => ToldIn;
  /** In words, made when somebody reads them. */
  readonly reasons: () => readonly Reason[];
};

/** Standard deviation of the probability up to which it counts as known, and as too early to say. */
const DOUBT = { enough: 0.17, none: 0.25 } as const;

/** Risk that a customer without a contract stays away; undefined when nothing was ever bought. */
export function leaveSilently(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): SilenceRisk | undefined {
  const history = activityOf(fold, today);
  const { visits } = fold;
  if (history === undefined || visits === undefined) return undefined;
  const buying = buyingOdds(fold, history, model, today);
  const odds = withPulse(pulseOn(model, 'visits', today), horizonDays, buying.inSeasonWithin);
  const { overdue } = buying;
  return {
    probability: fromLogOdds(-odds),
    anchorDay: visits.last,
    evidence: () =>
      evidenceOf(
        purchaseDoubt(model, history, horizonDays),
        doubtOfLevel(
          odds,
          Math.hypot(pulseDoubt(model, 'visits', today, horizonDays), seasonDoubt(model)),
        ),
      ),
    toldIn: () => toldIn(model, 'visits', today, horizonDays),
    reasons: () => [
      ...silenceReasons(fold, visits, today, {
        layer: buying.layer,
        inputs: buying.inputsWithin(horizonDays),
        meanOrderMinor: model.spend.meanOrderMinor,
      }),
      ...(overdue === undefined ? [] : [{ ...overdue, contribution: overdue.value }]),
      ...seasonReason(buying.oddsWithin(horizonDays), buying.inSeasonWithin(horizonDays), -1),
      ...pulseReason(buying.inSeasonWithin(horizonDays), odds, -1),
    ],
  };
}

/** From the standard deviations of what is not known of the customer, and of the level of all. */
function evidenceOf(ofCustomer: number, ofLevel: number): Evidence {
  const doubt = Math.hypot(ofCustomer, ofLevel);
  return doubt <= DOUBT.enough ? 'enough' : doubt <= DOUBT.none ? 'thin' : 'none';
}

/** Standard deviation of the probability from that of the ln of the multiplier all share. */
const doubtOfLevel = (odds: number, sd: number): number => (sd === 0 ? 0 : steepnessOf(odds) * sd);
