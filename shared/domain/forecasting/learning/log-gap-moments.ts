export type LogGapMoments = { readonly mu: number; readonly sigma2: number; readonly tau2: number };

export type MomentSums = {
  /** One history with `gaps` gaps, the sum and the sum of squares of their ln days. */
  add(gaps: number, sumLogGap: number, sumSquaredLogGap: number): void;
  result(): LogGapMoments | undefined;
};

/** Variances below these are not believed. */
export const FLOOR = { sigma2: 1e-3, tau2: 1e-3, omega2: 1e-4 } as const;

/**
 * Mean of ln gap, variance within histories (pooled) and between them by moments:
 * tau² = (MSB - sigma²) / n_0, n_0 = (N - sum x²/N) / (histories - 1). Undefined while fewer than
 * two histories have gaps, or none has two.
 */
export function logGapMoments(): MomentSums {
  let [histories, gaps, sum, within, between, squares] = [0, 0, 0, 0, 0, 0];
  return {
    add(count, sumLogGap, sumSquaredLogGap) {
      if (count === 0) return;
      histories += 1;
      gaps += count;
      sum += sumLogGap;
      within += Math.max(sumSquaredLogGap - (sumLogGap * sumLogGap) / count, 0);
      between += (sumLogGap * sumLogGap) / count;
      squares += count * count;
    },
    result() {
      if (histories < 2 || gaps <= histories) return undefined;
      const sigma2 = Math.max(within / (gaps - histories), FLOOR.sigma2);
      const betweenMean = (between - (sum * sum) / gaps) / (histories - 1);
      const typicalGaps = (gaps - squares / gaps) / (histories - 1);
      const tau2 = Math.max((betweenMean - sigma2) / typicalGaps, FLOOR.tau2);
      return { mu: sum / gaps, sigma2, tau2 };
    },
  };
}
