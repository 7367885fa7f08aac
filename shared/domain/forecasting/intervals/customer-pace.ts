import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { intervalPrior } from './interval-prior.ts';
import { type KnownOfCustomer, knownOfCustomer } from './known-of-customer.ts';

/**
 * How much slower (above 0) or faster than others this customer buys everything, in ln days:
 * R / (N + kappa), R the sum over all gaps of all pairs of (ln gap - mu of the product), N their
 * number. A customer without gaps is as fast as anybody. Remembered per fold, because every product
 * of a customer asks for it; a fold that has taken in another fact is looked at anew.
 */
export function customerPace(fold: Fold, model: Model): number {
  const known = knownOfCustomer(fold);
  if (known.paceModel !== model) {
    known.pace = paceOf(known, model);
    known.paceModel = model;
  }
  return known.pace;
}

function paceOf({ products }: KnownOfCustomer, model: Model): number {
  let residual = 0;
  let gaps = 0;
  for (const { productId, pair } of products) {
    if (pair === undefined || pair.days < 2) continue;
    residual += pair.sumLogGap - (pair.days - 1) * intervalPrior(model, productId).mu;
    gaps += pair.days - 1;
  }
  return residual / (gaps + model.intervals.kappaCustomer);
}
