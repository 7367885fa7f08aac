import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { intervalPrior } from './interval-prior.ts';

/**
 * How much slower (above 0) or faster than others this customer buys everything, in ln days:
 * R / (N + kappa), R the sum over all gaps of all pairs of (ln gap - mu of the product), N their
 * number. A customer without gaps is as fast as anybody.
 */
export function customerPace(fold: Fold, model: Model): number {
  let residual = 0;
  let gaps = 0;
  for (const [productId, packed] of Object.entries(fold.pairs)) {
    const pair = viewPair(packed);
    if (pair === undefined || pair.days < 2) continue;
    residual += pair.sumLogGap - (pair.days - 1) * intervalPrior(model, productId).mu;
    gaps += pair.days - 1;
  }
  return residual / (gaps + model.intervals.kappaCustomer);
}
