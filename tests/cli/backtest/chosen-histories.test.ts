import { describe, expect, it } from 'vitest';
import { chosenHistories } from '#cli/backtest/chosen-histories.ts';
import { buyer } from '#tests/shared/domain/backtest/past-shop.ts';

/** A hundred customers with one to ten purchases: two entries each. */
const customers = Array.from({ length: 100 }, (_none, at) =>
  buyer({ customerId: `C-${at}`, days: Array.from({ length: 1 + (at % 10) }, (_, day) => day) }),
);

function drawn(limits: { customers: number; entries: number }, given = customers) {
  const chosen = chosenHistories(limits);
  for (const { customerId, facts } of given) chosen.add(customerId, facts);
  return chosen.finish();
}

describe('a sample of histories', () => {
  it('keeps everybody, by id, where there is room', () => {
    const { seen, histories } = drawn({ customers: 100, entries: 10_000 });
    expect(seen).toBe(100);
    expect(histories.map(({ customerId }) => customerId)).toEqual(
      customers.map(({ customerId }) => customerId).sort(),
    );
  });

  it('draws the same customers in whatever order they come', () => {
    const limits = { customers: 20, entries: 10_000 };
    const { histories } = drawn(limits);
    expect(histories).toHaveLength(20);
    expect(drawn(limits, [...customers].reverse()).histories).toEqual(histories);
  });

  it('stops before there are more entries than wanted, the same whatever the order', () => {
    const limits = { customers: 100, entries: 200 };
    const { seen, histories } = drawn(limits);
    const entries = histories.reduce((sum, { facts }) => sum + 2 * facts.length, 0);
    expect(seen).toBe(100);
    expect(entries).toBeLessThanOrEqual(200);
    expect(entries).toBeGreaterThan(170);
    expect(drawn(limits, [...customers].reverse()).histories).toEqual(histories);
  });

  it('keeps one customer however long the history', () => {
    expect(drawn({ customers: 10, entries: 1 }).histories).toHaveLength(1);
  });
});
