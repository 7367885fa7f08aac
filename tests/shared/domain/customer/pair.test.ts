import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToPair, openPair, viewPair } from '#shared/domain/customer/pair.ts';

const LATER = 10_000;
const quantity = fc.integer({ min: 1, max: 5 });
const step = fc.record({
  days: fc.nat(40),
  quantity: fc.oneof(
    quantity,
    quantity.map((returned) => -returned),
  ),
});

it('is seen as it will be once a later purchase has closed its open day', () => {
  fc.assert(
    fc.property(quantity, fc.array(step, { maxLength: 10 }), (first, steps) => {
      let pair = openPair(100, first);
      let day = 100;
      for (const { days, quantity: more } of steps) {
        day += days;
        pair = addToPair(pair, day, more);
      }
      const seen = viewPair(pair);
      const [, , ...closed] = addToPair(pair, day + LATER, 1);
      if (seen === undefined) {
        expect(closed).toEqual([]);
        return;
      }
      const { days, firstDay, lastDay, sumLogGap, sumSquaredLogGap, recentLogGap } = seen;
      const { totalQuantity } = seen;
      const asStored = [days, firstDay, lastDay, sumLogGap, sumSquaredLogGap, recentLogGap];
      expect([...asStored, totalQuantity]).toEqual(closed);
    }),
    { numRuns: 1_000 },
  );
});

it('is nothing once all of it was taken back the same day', () => {
  expect(viewPair(addToPair(openPair(100, 2), 100, -2))).toBeUndefined();
});
