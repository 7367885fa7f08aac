import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBatches } from '#shared/messaging/batches.ts';

test('batches hold every item once, in order, and none is empty or beyond a limit', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 100 }));
  fc.assert(
    fc.property(sizes, (items) => {
      const batches = inBatches(items, (bytes) => bytes, { items: 10, bytes: 100 });
      expect(batches.flat()).toEqual(items);
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(10);
        expect(batch.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test('an item larger than a batch is refused with its size', () => {
  expect(() => inBatches([101], (bytes) => bytes, { items: 10, bytes: 100 })).toThrow(
    'an item of 101 bytes exceeds the limit of 100',
  );
});
