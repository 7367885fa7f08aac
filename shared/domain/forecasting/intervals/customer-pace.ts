import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { intervalPrior } from './interval-prior.ts';
import { knownPairs } from './known-pairs.ts';

/**
 * How much slower (above 0) or faster than others this customer buys everything, in ln days:
 * R / (N + kappa), R the sum over all gaps of all pairs of (ln gap - mu of the product), N their
 * number. A customer without gaps is as fast as anybody. Remembered per fold, because every product
 * of a customer asks for it; a fold that has taken in another fact is looked at anew.
 */
export function customerPace(fold: Fold, model: Model): number {
  const known = remembered.get(fold);
  if (known !== undefined && known.model === model && known.facts === fold.facts) return known.pace;
  const pace = paceOf(fold, model);
  remembered.set(fold, { model, facts: fold.facts, pace });
  return pace;
}

const remembered = new WeakMap<Fold, { model: Model; facts: number; pace: number }>();

function paceOf(fold: Fold, model: Model): number {
  let residual = 0;
  let gaps = 0;
  for (const [productId, pair] of knownPairs(fold)) {
    if (pair.days < 2) continue;
    residual += pair.sumLogGap - (pair.days - 1) * intervalPrior(model, productId).mu;
    gaps += pair.days - 1;
  }
  return residual / (gaps + model.intervals.kappaCustomer);
}
