import type { ToldIn } from './forecast.ts';
import { MEAN_DISTANCE, tellIn } from './level-error.ts';

/** How often something comes, and how well that is known of all of its kind alike. */
export type Clock = {
  /** Days from one time to the next, on average. */
  readonly usualDays: number;
  /** Standard deviation of what is not known of its logarithm. */
  readonly sd: number;
};

/** How forecasts of whatever of these comes first are told; in words where one is assumed. */
export function toldByClocks(clocks: readonly (Clock | undefined)[], horizonDays: number): ToldIn {
  const known = clocks.filter((clock) => clock !== undefined);
  const isKnown = clocks.length > 0 && known.length === clocks.length;
  return tellIn(isKnown ? clockError(known, horizonDays) : undefined);
}

/**
 * Calibration error to be expected of forecasts that one of these comes within the horizon (mean
 * distance of probabilities, 0 to 1), because nobody knows well how often each does: with hazards
 * `H = horizon / usual days` the probability `1 - exp(-sum H)` moves by `H exp(-sum H)` with the
 * logarithm of each.
 */
export function clockError(clocks: readonly Clock[], horizonDays: number): number {
  const hazards = clocks.map(({ usualDays }) => horizonDays / usualDays);
  const none = Math.exp(-hazards.reduce((sum, hazard) => sum + hazard, 0));
  return MEAN_DISTANCE * none * Math.hypot(...clocks.map(({ sd }, at) => sd * (hazards[at] ?? 0)));
}
