import fc from 'fast-check';
import type { Fold } from '#shared/domain/customer/state.ts';
import { foldOf } from '../build-fold.ts';

const bought = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 20 });

/** A customer of up to five products, and the day of their last purchase; one product may be returned. */
export const arbitraryFold: fc.Arbitrary<{ readonly fold: Fold; readonly lastDay: number }> = fc
  .record({
    histories: fc.array(bought, { minLength: 1, maxLength: 5 }),
    isReturned: fc.boolean(),
    orderMinor: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(({ histories, isReturned, orderMinor }) => {
    const purchases = Object.fromEntries(
      histories.map((days, at) => [`product-${at}`, [...days].sort((a, b) => a - b)]),
    );
    const fold = foldOf(purchases, {}, orderMinor);
    const lastDay = Math.max(...histories.flat());
    if (isReturned) fold.pairs['returned'] = [lastDay, 0];
    return { fold, lastDay };
  });
