import type { BinnedInputs } from './boosted-trees-bins.ts';

/** When a node may be split. */
export type Growth = {
  readonly depth: number;
  /** Pull of every leaf to 0, in units of curvature. */
  readonly ridge: number;
  /** Rows and curvature that either side of a split must have at least. */
  readonly leastRows: number;
  readonly leastWeight: number;
};

/** The rows to grow a tree over, in the order of its leaves, with the derivatives of their loss. */
export type Sample = {
  readonly binned: BinnedInputs;
  readonly growth: Growth;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly order: Int32Array;
};

export type Sums = { first: number; second: number; rows: number };
export type Split = { column: number; bin: number; left: Sums; right: Sums };

/** First derivative, second derivative and rows of 256 bins. */
export const STRIDE = 256 * 3;
/** Smaller gains are rounding errors. */
const SMALLEST_GAIN = 1e-9;
/** Keeps the gain finite where a side has no curvature and no ridge. */
export const SMALLEST_CURVATURE = 1e-12;

/** Sums the rows `order[from..to)` by column and bin. */
export function fillHistogram(
  { binned, first, second, order }: Sample,
  columns: Int32Array,
  from: number,
  to: number,
  histogram: Float64Array,
): void {
  for (const column of columns) {
    const start = column * STRIDE;
    histogram.fill(0, start, start + 3 * ((binned.edges[column]?.length ?? 0) + 1));
    const base = column * binned.rows;
    for (let at = from; at < to; at += 1) {
      const row = order[at] ?? 0;
      const cell = start + 3 * (binned.bins[base + row] ?? 0);
      histogram[cell] = (histogram[cell] ?? 0) + (first[row] ?? 0);
      histogram[cell + 1] = (histogram[cell + 1] ?? 0) + (second[row] ?? 0);
      histogram[cell + 2] = (histogram[cell + 2] ?? 0) + 1;
    }
  }
}

/** The split with the largest gain; undefined when none gains, or a side would be too small. */
export function bestSplit(
  { binned, growth }: Sample,
  columns: Int32Array,
  sums: Sums,
  histogram: Float64Array,
): Split | undefined {
  const { ridge, leastRows, leastWeight } = growth;
  if (sums.rows < 2 * leastRows || sums.second < 2 * leastWeight) return undefined;
  const gainOf = (first: number, second: number): number =>
    (first * first) / Math.max(second + ridge, SMALLEST_CURVATURE);
  let best = gainOf(sums.first, sums.second) * (1 + SMALLEST_GAIN) + SMALLEST_GAIN;
  let split: Split | undefined;
  for (const column of columns) {
    let [first, second, rows] = [0, 0, 0];
    const edges = binned.edges[column]?.length ?? 0;
    for (let bin = 0; bin < edges; bin += 1) {
      const cell = column * STRIDE + 3 * bin;
      first += histogram[cell] ?? 0;
      second += histogram[cell + 1] ?? 0;
      rows += histogram[cell + 2] ?? 0;
      if (rows < leastRows || second < leastWeight) continue;
      if (sums.rows - rows < leastRows || sums.second - second < leastWeight) break;
      const gain = gainOf(first, second) + gainOf(sums.first - first, sums.second - second);
      if (gain <= best) continue;
      best = gain;
      split = {
        column,
        bin,
        left: { first, second, rows },
        right: rest(sums, first, second, rows),
      };
    }
  }
  return split;
}

const rest = (sums: Sums, first: number, second: number, rows: number): Sums => ({
  first: sums.first - first,
  second: sums.second - second,
  rows: sums.rows - rows,
});
