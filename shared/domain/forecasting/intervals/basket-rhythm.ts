import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { customerPace } from './customer-pace.ts';
import { knownOfCustomer } from './known-of-customer.ts';
import { outlookOf } from './pair-outlook.ts';

/**
 * Mean of ln days of the renewal over all products that were last bought on `day` and not for the
 * first time; NaN when there are none. Worked out for all days at once and remembered per fold,
 * because every product of a customer asks for it.
 */
export function basketRhythm(fold: Fold, model: Model, day: number): number {
  const known = knownOfCustomer(fold);
  if (known.rhythms?.model !== model) known.rhythms = { model, byDay: rhythmsOf(fold, model) };
  return known.rhythms.byDay.get(day) ?? Number.NaN;
}

function rhythmsOf(fold: Fold, model: Model): ReadonlyMap<number, number> {
  const pace = customerPace(fold, model);
  const sums = new Map<number, { sum: number; products: number }>();
  for (const { productId, pair } of knownOfCustomer(fold).products) {
    if (pair === undefined || pair.days < 2) continue;
    const { mean } = outlookOf(pair, productId, pace, model).interval;
    const known = sums.get(pair.lastDay);
    if (known === undefined) sums.set(pair.lastDay, { sum: mean, products: 1 });
    else {
      known.sum += mean;
      known.products += 1;
    }
  }
  return new Map([...sums].map(([day, { sum, products }]) => [day, sum / products]));
}
