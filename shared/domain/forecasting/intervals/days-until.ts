import { normalQuantile, normalSurvival } from '../statistics/normal.ts';
import type { LogInterval } from './log-interval.ts';

/** A day counts as half a day at least, so that its logarithm exists. */
const SHORTEST_DAYS = 0.5;
/** Quantiles are kept below ten years, or at the days gone by where those are more. */
const LONGEST_DAYS = 3_650;
/** Beyond this share of survivors the elapsed time says all there is. */
const SMALLEST_SURVIVAL = 1e-12;

/** Probability that a gap is longer than `days`. */
export const longerThan = ({ mean, spread }: LogInterval, days: number): number =>
  normalSurvival((Math.log(Math.max(days, SHORTEST_DAYS)) - mean) / spread);

/**
 * Length of gap, in days, that a share `theta` of those gaps do not exceed which already lasted
 * `elapsedDays`: exp(m + s z(F(e) + theta (1-F(e)))).
 * @throws RangeError when theta is outside 0 to 1.
 */
export function gapQuantile(interval: LogInterval, theta: number, elapsedDays = 0): number {
  if (!(theta >= 0 && theta <= 1)) {
    throw new RangeError(`theta must lie between 0 and 1, got ${theta}`);
  }
  const { mean, spread } = interval;
  const surviving = elapsedDays > SHORTEST_DAYS ? longerThan(interval, elapsedDays) : 1;
  if (surviving < SMALLEST_SURVIVAL)
    return Math.max(Math.min(elapsedDays + 1, LONGEST_DAYS), elapsedDays);
  const z = -normalQuantile(surviving * (1 - theta));
  return Math.max(Math.min(Math.exp(mean + spread * z), LONGEST_DAYS), elapsedDays);
}

/**
 * Probability that a gap ends within `horizonDays`, given that it has lasted `elapsedDays`, which a
 * share `surviving` of all gaps does.
 */
export function endsWithin(
  interval: LogInterval,
  elapsedDays: number,
  horizonDays: number,
  surviving = longerThan(interval, elapsedDays),
): number {
  if (surviving < SMALLEST_SURVIVAL) return 1;
  return Math.min(Math.max(1 - longerThan(interval, elapsedDays + horizonDays) / surviving, 0), 1);
}
