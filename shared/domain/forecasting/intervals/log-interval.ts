import type { Model } from '../model.ts';
import type { IntervalPrior } from './interval-prior.ts';

/** Predictive distribution of the next gap: ln days are normal. */
export type LogInterval = {
  /** Mean of ln days. */
  readonly mean: number;
  /** Standard deviation of ln days, what we do not know of the mean included. */
  readonly spread: number;
  /** Standard deviation of what we do not know of the mean. */
  readonly doubt: number;
};

type OwnGaps = {
  readonly gaps: number;
  readonly sumLogGap: number;
  readonly sumSquaredLogGap: number;
};

/** Gaps as strong as which the product's variance stands against the pair's own. */
export const VARIANCE_PRIOR_GAPS = 12;
/** Smallest variance of ln gap: even clockwork is a day early or late. */
const SMALLEST_VARIANCE = 0.0025;

/**
 * Own gaps shrunk to product and customer: mean w y + (1-w)(mu_p + pace), w = x/(x+kappa); spread²
 * = sigma² + 1/(1/tau² + x/sigma²), sigma² the product's within-pair variance updated by the pair's
 * own squares.
 */
export function logInterval(
  own: OwnGaps,
  prior: Omit<IntervalPrior, 'pairs'>,
  pace: number,
  { tau2, kappaProduct }: Model['intervals'],
): LogInterval {
  const { gaps, sumLogGap, sumSquaredLogGap } = own;
  const ownMean = gaps > 0 ? sumLogGap / gaps : 0;
  const weight = gaps / (gaps + kappaProduct);
  const squares = gaps > 1 ? Math.max(sumSquaredLogGap - gaps * ownMean * ownMean, 0) : 0;
  const freedom = Math.max(gaps - 1, 0);
  const pooled = (squares + VARIANCE_PRIOR_GAPS * prior.sigma2) / (freedom + VARIANCE_PRIOR_GAPS);
  const sigma2 = Math.max(pooled, SMALLEST_VARIANCE);
  const doubt2 = 1 / (1 / tau2 + gaps / sigma2);
  return {
    mean: weight * ownMean + (1 - weight) * (prior.mu + pace),
    spread: Math.sqrt(sigma2 + doubt2),
    doubt: Math.sqrt(doubt2),
  };
}
