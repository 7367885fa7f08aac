/** How far numbers foreseen were from those that came, in their own unit; foreseen minus actual. */
export type Errors = {
  readonly rows: number;
  /** Mean and median absolute error, root of the mean squared error. */
  readonly mae: number;
  readonly medianAe: number;
  readonly rmse: number;
  /** Mean and median of foreseen minus actual: above 0 is too late, or too much. */
  readonly meanBias: number;
  readonly medianBias: number;
};

/** Undefined when there is no row. @throws RangeError when the two differ in number. */
export function errorsOf(
  foreseen: ArrayLike<number>,
  actual: ArrayLike<number>,
): Errors | undefined {
  const off = differences(foreseen, actual);
  if (off.length === 0) return undefined;
  const absolute = off.map(Math.abs);
  return {
    rows: off.length,
    mae: mean(absolute),
    medianAe: middle(absolute),
    rmse: Math.sqrt(mean(off.map((error) => error * error))),
    meanBias: mean(off),
    medianBias: middle(off),
  };
}

/** Share of rows foreseen at most `limit` off. Undefined when there is no row. */
export function shareWithin(
  foreseen: ArrayLike<number>,
  actual: ArrayLike<number>,
  limit: number,
): number | undefined {
  const off = differences(foreseen, actual);
  if (off.length === 0) return undefined;
  return off.filter((error) => Math.abs(error) <= limit).length / off.length;
}

function differences(foreseen: ArrayLike<number>, actual: ArrayLike<number>): Float64Array {
  if (foreseen.length !== actual.length) {
    throw new RangeError(
      `foreseen and actual must be of the same number, got ${foreseen.length} and ${actual.length}`,
    );
  }
  return Float64Array.from(actual, (value, at) => (foreseen[at] ?? 0) - value);
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function middle(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
