import type { LevelDrift } from '../model/activity.ts';
import { fitLogistic } from '../statistics/fit-logistic.ts';
import { fromLogOdds } from '../statistics/odds.ts';

/** What was said at the end of one past day, in log-odds, and whether it came true; counts once when not weighed. */
export type Said = { readonly logOdds: number; readonly outcome: 0 | 1; readonly weight?: number };

/** How far off forecasts of one window were on the whole, in log-odds, and the variance of that by chance. */
export type Offset = { readonly value: number; readonly variance: number };

/** Outcomes of one window below which it says nothing of the level. */
const LEAST_ROWS = 20;

/**
 * What has to be added to all log-odds so that as many come true as are foreseen. One outcome
 * more that is foreseen right keeps it finite where none or all came true.
 * Undefined for fewer than 20 rows.
 */
export function offsetOf(rows: readonly Said[]): Offset | undefined {
  if (rows.length < LEAST_ROWS) return undefined;
  const offsets = Float64Array.from(rows, ({ logOdds }) => logOdds);
  const share = 1 / rows.length;
  const outcomes = Float64Array.from(
    rows,
    ({ logOdds, outcome }) => (outcome + share * fromLogOdds(logOdds)) / (1 + share),
  );
  const weights = Float64Array.from(rows, ({ weight }) => weight ?? 1);
  const inputs = new Float64Array();
  const examples = { rows: rows.length, columns: 0, inputs, outcomes, offsets, weights };
  const { intercept } = fitLogistic(examples, { ridge: 0 });
  const information = rows.reduce((sum, { logOdds, weight = 1 }) => {
    const probability = fromLogOdds(logOdds + intercept);
    return sum + weight * probability * (1 - probability);
  }, 0);
  return { value: intercept, variance: 1 / information };
}

/** A level, the variance of what is not known of it, and that of what each window adds on top. */
export type Level = { readonly level: number; readonly variance: number; readonly jumps: number };

/**
 * The level to be expected next, given how far off past windows of equal length were, oldest first;
 * 0 is the level of before. A lasting level that returns slowly to 0 is told from what each window
 * adds on top by how much neighbouring windows differ: a shop that drifts is followed, one that
 * jumps about with its seasons less, and one with few outcomes hardly.
 * Source: Kalman filter of an autoregressive level with noise, Durbin & Koopman, Time Series
 * Analysis by State Space Methods (2012), 4.3; the noise by moments, von Neumann (1941).
 */
export function levelAhead(offsets: readonly Offset[], drift: LevelDrift): Level {
  const { sd, kept } = drift;
  const jumps = jumpVariance(offsets, drift);
  let level = 0;
  let doubt = sd ** 2;
  for (const { value, variance } of offsets) {
    const believed = doubt / (doubt + variance + jumps);
    level = kept * (level + believed * (value - level));
    doubt = kept ** 2 * (1 - believed) * doubt + (1 - kept ** 2) * sd ** 2;
  }
  return { level, variance: doubt, jumps };
}

/** Half the mean squared step between windows beyond chance, with the shipped one for `windows` steps. */
export function jumpVariance(
  offsets: readonly Offset[],
  { jumpSd, windows }: Pick<LevelDrift, 'jumpSd' | 'windows'>,
): number {
  let sum = windows * jumpSd ** 2;
  for (const [at, { value, variance }] of offsets.entries()) {
    const before = offsets[at - 1];
    if (before === undefined) continue;
    sum += ((value - before.value) ** 2 - variance - before.variance) / 2;
  }
  return Math.max(sum / (windows + Math.max(offsets.length - 1, 0)), 0);
}
