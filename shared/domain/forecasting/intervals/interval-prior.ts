import type { Model } from '../model.ts';

/** What is known of the gaps of a pair before its own gaps are looked at. */
export type IntervalPrior = {
  /** Mean of ln gap (days) of the product. */
  readonly mu: number;
  /** Variance of ln gap within one pair of this product. */
  readonly sigma2: number;
  /** Probability of never buying the product again after the first purchase, 0 to 1. */
  readonly leaveFirst: number;
  /** Whether other customers have taught us this product, and how many bought it. */
  readonly known: boolean;
  readonly pairs: number;
};

export function intervalPrior(model: Model, productId: string): IntervalPrior {
  const known = Object.hasOwn(model.products, productId) ? model.products[productId] : undefined;
  if (known !== undefined) {
    return { mu: known[0], sigma2: known[1], leaveFirst: known[2], known: true, pairs: known[3] };
  }
  const { mu, sigma2, leaveFirst } = model.intervals;
  return { mu, sigma2, leaveFirst, known: false, pairs: 0 };
}
