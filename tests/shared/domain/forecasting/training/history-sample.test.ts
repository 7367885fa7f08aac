import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold } from '#shared/domain/customer/state.ts';
import { historySample } from '#shared/domain/forecasting/training/history-sample.ts';
import { foldOf, rhythmOf } from '../build-fold.ts';

const buyer = (days: number): Fold => foldOf({ coffee: rhythmOf(20_000, 7, days) });
const limits = { customers: 20, entries: 400 };

function drawn(customers: readonly (readonly [string, Fold])[]): readonly string[] {
  const sample = historySample(limits);
  for (const [customerId, fold] of customers) sample.add(customerId, fold);
  return sample.customerIds();
}

const many = Array.from({ length: 300 }, (_, at) => [`C-${at}`, buyer(1 + (at % 7))] as const);

describe('the sample of histories', () => {
  it('is the same in whatever order the customers come', () => {
    const expected = drawn(many);
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        expect(drawn(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('takes everybody in a small shop', () => {
    const few = many.slice(0, 15);
    expect([...drawn(few)].sort()).toEqual(few.map(([id]) => id).sort());
  });

  it('ends at the limit of customers, and at that of entries', () => {
    expect(drawn(many.map(([id]) => [id, buyer(1)]))).toHaveLength(limits.customers);
    /* Fifty days of one product are fifty facts and fifty entries of the product. */
    expect(drawn(many.map(([id]) => [id, buyer(50)]))).toHaveLength(4);
  });

  it('leaves out the erased, those without facts, and a history that would teach alone', () => {
    const huge = { ...buyer(1), facts: 10_001 };
    const erased = { ...buyer(3), erased: true };
    const none = { ...buyer(0), facts: 0 };
    const sample = historySample();
    for (const [at, fold] of [huge, erased, none, buyer(2)].entries()) sample.add(`C-${at}`, fold);
    expect(sample.customerIds()).toEqual(['C-3']);
  });
});
