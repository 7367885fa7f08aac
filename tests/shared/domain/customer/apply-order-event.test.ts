import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { PAIRS_KEPT } from '#shared/domain/customer/apply-order-event.ts';
import { viewPair } from '#shared/domain/customer/pair.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import { bought, customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const foldOf = (...events: readonly InboundEvent[]) => customerAfter(events).fold;
const returned = (type: 'Order Refunded' | 'Order Cancelled', daysAgo: number, quantity: number) =>
  eventOf(type, daysAgo, {
    orderId: 'order-9',
    currency: 'EUR',
    totalMinor: 400,
    lines: [{ productId: 'beans', quantity, unitPriceMinor: 400 }],
  });

describe('an order', () => {
  it('adds its total, and the first one is told apart from those that follow', () => {
    const first = monthOf(TODAY - 40);
    const later = monthOf(TODAY - 1);
    expect(foldOf(bought(40, 'beans', 900), bought(1, 'beans', 300))).toMatchObject({
      orders: 2,
      spentMinor: 1_200,
      firstSpentMinor: 900,
      visits: { n: 2, last: TODAY - 1 },
      months: [
        [first, { n: 1, o: 1, r: 900 }],
        [later, { o: 1, r: 300 }],
      ],
    });
  });

  it('counts all orders of the first day as the first visit', () => {
    const fold = foldOf(bought(40, 'beans', 900), bought(40, 'tea', 100), bought(1));
    expect(fold).toMatchObject({ orders: 3, firstSpentMinor: 1_000, visits: { n: 2 } });
  });

  it('makes the rhythm of each of its products', () => {
    const { pairs } = foldOf(bought(40), bought(10), bought(10, 'tea'));
    const again = foldOf(bought(40), bought(10), bought(10, 'tea'), bought(3)).pairs['beans'];
    expect(pairs['beans'] && viewPair(pairs['beans'])).toMatchObject({
      lastDay: TODAY - 10,
      days: 2,
    });
    expect(again && viewPair(again)).toMatchObject({ lastDay: TODAY - 3, days: 3 });
    expect(pairs['tea']).toEqual([TODAY - 10, 1]);
  });
});

describe('a return', () => {
  it.each(['Order Refunded', 'Order Cancelled'] as const)('as %s costs what went back', (type) => {
    const fold = foldOf(bought(9, 'beans', 900), returned(type, 3, 1));
    expect(fold.months.reduce((sum, [, { f = 0 }]) => sum + f, 0)).toBe(400);
    expect(fold).toMatchObject({
      orders: 1,
      spentMinor: 900,
      refundedMinor: 400,
      returns: 1,
    });
  });

  it('of the same day takes the purchase back, later it does not', () => {
    const view = (daysAgo: number) => {
      const pair = foldOf(bought(9), returned('Order Refunded', daysAgo, 1)).pairs['beans'];
      return pair && viewPair(pair);
    };
    expect(view(9)).toBeUndefined();
    expect(view(3)).toMatchObject({ lastDay: TODAY - 9 });
  });

  it('of what was never bought makes no product', () => {
    expect(foldOf(returned('Order Refunded', 3, 1)).pairs).toEqual({});
  });
});

it('remembers the products bought last, of those of one day the later by name', () => {
  const line = (nth: number) => ({
    productId: `p-${String(nth).padStart(5, '0')}`,
    quantity: 1,
    unitPriceMinor: 1,
  });
  const order = (daysAgo: number, from: number, to: number) =>
    eventOf('Order Completed', daysAgo, {
      orderId: `o-${daysAgo}-${from}`,
      currency: 'EUR',
      totalMinor: 1,
      lines: Array.from({ length: to - from }, (_, nth) => line(from + nth)),
    });
  const orders = Array.from({ length: PAIRS_KEPT / 100 }, (_, nth) =>
    order(nth === 0 ? 9 : 10, nth * 100, (nth + 1) * 100),
  );
  expect(Object.keys(foldOf(...orders).pairs)).toHaveLength(PAIRS_KEPT);
  const again = order(5, 100, 101);
  const kept = Object.keys(foldOf(...orders, again, order(1, PAIRS_KEPT, PAIRS_KEPT + 2)).pairs);
  expect(kept).toHaveLength(PAIRS_KEPT);
  expect(kept).not.toContain('p-00101');
  expect(kept).not.toContain('p-00102');
  expect(kept).toEqual(expect.arrayContaining(['p-00000', 'p-00100', 'p-00103', 'p-02501']));
});
