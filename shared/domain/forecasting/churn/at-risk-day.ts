import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from '../check-day.ts';
import { churnProbability } from '../churn.ts';
import type { Model } from '../model.ts';
import { withPulseHeld } from '../pulse/pulse-on.ts';
import { withSeasonHeld } from '../season/season-on.ts';

/** Days looked at one by one: in them complaints grow, ratings fade and a regular gap goes by. */
const NEAR_DAYS = 150;
/** Nobody plans further ahead. */
const FARTHEST_DAYS = 1_825;

/**
 * First day from today on which the probability of leaving reaches `threshold` if nothing more
 * happens, today itself when it does already; undefined when it never does within five years, or
 * when nothing can be said. Day by day at first, where the probability may still fall; later it only
 * rises with silence, so the day is bracketed by doubling and found by halving.
 * @throws RangeError when a day is not one or the threshold is not between 0 and 1.
 */
export function atRiskDay(
  fold: Fold,
  model: Model,
  today: number,
  threshold: number,
  horizonDays: number,
): number | undefined {
  checkDay(today);
  checkHorizon(horizonDays);
  if (!(threshold > 0 && threshold < 1)) {
    throw new RangeError(`threshold must lie between 0 and 1, got ${threshold}`);
  }
  const held = withSeasonHeld(withPulseHeld(model, today), today);
  const isAtRisk = (day: number): boolean =>
    (churnProbability(fold, held, day, horizonDays) ?? 0) >= threshold;
  for (let day = today; day <= today + NEAR_DAYS; day += 1) {
    if (isAtRisk(day)) return day;
  }
  let [before, step] = [today + NEAR_DAYS, 1];
  while (!isAtRisk(before + step)) {
    before += step;
    step *= 2;
    if (before + step > today + FARTHEST_DAYS) return undefined;
  }
  let after = before + step;
  while (after - before > 1) {
    const middle = (before + after) >>> 1;
    if (isAtRisk(middle)) after = middle;
    else before = middle;
  }
  return after;
}
