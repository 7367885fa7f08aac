import type { PairView } from '#shared/domain/customer/pair.ts';
import { ELAPSED_BINS, elapsedBin } from './elapsed-bins.ts';

/** Pairs with 1, 2 … 6 gaps are kept apart, those with more together: their weights differ little. */
export const GAP_CLASSES = 7;

/** What all pairs of one product add up to. */
export type ProductSums = {
  pairs: number;
  repeatPairs: number;
  gaps: number;
  sumLogGap: number;
  /** Sum of squares of ln gap around the mean of the own pair. */
  within: number;
  /** Sum over pairs of gaps x mean². */
  between: number;
  /** Sum over pairs of gaps². */
  squares: number;
  /** By class of gap number: pairs, their gaps, and the sum of their mean ln gap. */
  readonly byGaps: Float64Array;
  /** Pairs bought once only, by how long ago. */
  readonly onceOnly: Float64Array;
};

export const noSums = (): ProductSums => ({
  pairs: 0,
  repeatPairs: 0,
  gaps: 0,
  sumLogGap: 0,
  within: 0,
  between: 0,
  squares: 0,
  byGaps: new Float64Array(GAP_CLASSES * 3),
  onceOnly: new Float64Array(ELAPSED_BINS),
});

/** Adds one pair; changes the sums in place, because there are hundreds of thousands of pairs. */
export function addPair(sums: ProductSums, pair: PairView, today: number): void {
  const gaps = pair.days - 1;
  sums.pairs += 1;
  if (gaps === 0) {
    addAt(sums.onceOnly, elapsedBin(today - pair.lastDay), 1);
    return;
  }
  const mean = pair.sumLogGap / gaps;
  sums.repeatPairs += 1;
  sums.gaps += gaps;
  sums.sumLogGap += pair.sumLogGap;
  sums.within += Math.max(pair.sumSquaredLogGap - gaps * mean * mean, 0);
  sums.between += gaps * mean * mean;
  sums.squares += gaps * gaps;
  const at = (Math.min(gaps, GAP_CLASSES) - 1) * 3;
  addAt(sums.byGaps, at, 1);
  addAt(sums.byGaps, at + 1, gaps);
  addAt(sums.byGaps, at + 2, mean);
}

const addAt = (array: Float64Array, at: number, amount: number): void => {
  array[at] = (array[at] ?? 0) + amount;
};
