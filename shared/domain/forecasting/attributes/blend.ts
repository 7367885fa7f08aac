import { fitLogistic } from '../statistics/fit-logistic.ts';

/** Several forecasts in log-odds as one: `offset + sum of weight x forecast`. */
export type Blend = {
  readonly offset: number;
  readonly weights: readonly number[];
  readonly foretold: Float64Array;
  /** Log loss of each row. */
  readonly losses: Float64Array;
};

/** How firmly a blend is held to the plain average, in examples. */
const RIDGE = 10;

/**
 * The blend of held-out forecasts that foretells the outcomes best; it calibrates them as well. No
 * weight is below 0. With one forecast this is Platt's scaling.
 * Source: Wolpert, Stacked generalization (1992); Breiman, Stacked regressions (1996).
 */
export function blendOf(parts: readonly Float64Array[], outcomes: Float64Array): Blend {
  const rows = outcomes.length;
  const columns = parts.length;
  const inputs = new Float64Array(rows * columns);
  for (const [column, part] of parts.entries()) {
    for (let row = 0; row < rows; row += 1) inputs[row * columns + column] = part[row] ?? 0;
  }
  const centre = { intercept: 0, weights: parts.map(() => 1 / columns) };
  const { intercept, weights } = fitLogistic(
    { rows, columns, inputs, outcomes },
    { ridge: RIDGE, centre },
  );
  const worst = weights.indexOf(Math.min(...weights));
  if (columns > 1 && (weights[worst] ?? 0) < 0) {
    const rest = blendOf(parts.toSpliced(worst, 1), outcomes);
    return { ...rest, weights: rest.weights.toSpliced(worst, 0, 0) };
  }
  const foretold = Float64Array.from(outcomes, (_, row) =>
    parts.reduce((sum, part, at) => sum + (weights[at] ?? 0) * (part[row] ?? 0), intercept),
  );
  return { offset: intercept, weights, foretold, losses: logLosses(foretold, outcomes) };
}

/** Log loss of each row: minus the logarithm of the probability given to what happened. */
export const logLosses = (logOdds: Float64Array, outcomes: Float64Array): Float64Array =>
  logOdds.map((odds, row) => {
    const outcome = outcomes[row] ?? 0;
    return Math.max(odds, 0) - odds * outcome + Math.log1p(Math.exp(-Math.abs(odds)));
  });

export const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** By how many standard errors the paired losses of `other` are lower; 0 when they are the same. */
export function standardErrorsBelow(usual: Float64Array, other: Float64Array): number {
  const gains = usual.map((loss, row) => loss - (other[row] ?? 0));
  const mean = meanOf(gains);
  const variance = meanOf(gains.map((gain) => (gain - mean) ** 2));
  return variance > 0 ? mean / Math.sqrt(variance / gains.length) : 0;
}
