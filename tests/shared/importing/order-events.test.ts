import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type ImportRow, LINE } from '#shared/importing/import-row.ts';
import { conventions, type OrderConventions } from '#shared/importing/order-conventions.ts';
import { orderEvents } from '#shared/importing/order-events.ts';

const MORNING = Date.parse('2011-01-02T08:00:00Z');

type Said = Partial<{
  line: number;
  atMs: number;
  order: string;
  product: string;
  quantity: number;
  minor: number;
  category: string;
}>;
const row = (said: Said): ImportRow => [
  said.line ?? 2,
  'C-1',
  said.atMs ?? MORNING,
  said.order ?? '',
  said.product ?? '',
  said.quantity ?? 1,
  said.minor ?? 100,
  'EUR',
  said.category ?? '',
];
const plainRules = { isFee: () => false, isCancellation: () => false };
const rules = {
  isFee: (id: string) => id === 'POST' || id === 'DISCOUNT',
  isCancellation: (id: string) => id.startsWith('C'),
};
const made = (rows: readonly ImportRow[], by: OrderConventions = rules) =>
  orderEvents(rows, by).events.map(({ event }) => inboundEvent.parse(event));

describe('making orders of rows', () => {
  it('makes one order of the rows with one id, at the earliest of their times', () => {
    const [event, ...others] = made([
      row({ order: '7', product: '222', quantity: 2, minor: 500 }),
      row({ order: '7', product: '111', quantity: 1, minor: 250, atMs: MORNING - 60_000 }),
    ]);
    expect(others).toEqual([]);
    expect(event).toEqual({
      type: 'Order Completed',
      metadata: { id: 'order:7', occurredAt: '2011-01-02T07:59:00.000Z', schemaVersion: 1 },
      customerId: 'C-1',
      properties: {
        orderId: '7',
        currency: 'EUR',
        totalMinor: 750,
        lines: [
          { productId: '111', quantity: 1, unitPriceMinor: 250 },
          { productId: '222', quantity: 2, unitPriceMinor: 250 },
        ],
      },
    });
  });

  it('adds up the lines of one product', () => {
    const [event] = made([
      row({ order: '7', product: '111', quantity: 2, minor: 200 }),
      row({ order: '7', product: '111', quantity: 1, minor: 50 }),
    ]);
    expect(event?.properties).toMatchObject({
      totalMinor: 250,
      lines: [{ productId: '111', quantity: 3, unitPriceMinor: 83 }],
    });
  });

  it('counts fees as money and not as products, and takes a discount off its order', () => {
    const [event] = made([
      row({ order: '7', product: '111', minor: 1_000 }),
      row({ order: '7', product: 'POST', minor: 300 }),
      row({ order: '7', product: 'DISCOUNT', minor: -200 }),
    ]);
    expect(event?.properties).toMatchObject({ totalMinor: 1_100, lines: [{ productId: '111' }] });
  });

  it('makes a refund of a cancellation and of quantities below zero', () => {
    const events = made([
      row({ order: 'C9', product: '111', quantity: -2, minor: -400 }),
      row({ order: '8', product: '111', quantity: 1, minor: 200 }),
      row({ order: '8', product: '222', quantity: -1, minor: -300 }),
    ]);
    expect(events.map(({ type, metadata }) => [type, metadata.id])).toEqual([
      ['Order Completed', 'order:8'],
      ['Order Refunded', 'refund:8'],
      ['Order Refunded', 'refund:C9'],
    ]);
    expect(events[2]?.properties).toMatchObject({
      totalMinor: 400,
      lines: [{ productId: '111', quantity: 2, unitPriceMinor: 200 }],
    });
  });

  it('makes each row an order when there are no order ids, identical ones too', () => {
    const events = made([row({ minor: 5 }), row({ minor: 5 }), row({ minor: 6 })], plainRules);
    expect(events).toHaveLength(3);
    expect(new Set(events.map(({ metadata }) => metadata.id)).size).toBe(3);
  });

  it('refuses every row of an order that is too large, and nothing else', () => {
    const large = Array.from({ length: 2_001 }, (_, index) =>
      row({ line: index + 2, order: '7', product: `p${index}` }),
    );
    const { events, faults } = orderEvents([...large, row({ order: '8' })], plainRules);
    expect(events.map(({ event }) => event.metadata.id)).toEqual(['order:8']);
    expect(faults).toHaveLength(2_001);
    expect(faults[0]?.reason).toMatch(/more than 2000 products/);
  });

  it('refuses a bought product whose money is below zero', () => {
    const { events, faults } = orderEvents([row({ order: '7', product: '111', minor: -5 })], rules);
    expect(events).toEqual([]);
    expect(faults).toEqual([{ line: 2, reason: 'the money of a bought product is below 0' }]);
  });

  const anyRow = fc
    .record({
      order: fc.constantFrom('', '7', '8', 'C9'),
      product: fc.constantFrom('', '111', '222', 'POST'),
      quantity: fc.constantFrom(1, 2, 0.1, 0.2, -1),
      minor: fc.integer({ min: 0, max: 500 }),
      atMs: fc.integer({ min: 0, max: 5 }).map((hours) => MORNING + hours * 3_600_000),
      category: fc.constantFrom('', 'a', 'b'),
    })
    .map((said) => row({ ...said, minor: said.quantity < 0 ? -said.minor : said.minor }));
  const rowsInTwoOrders = fc
    .array(anyRow, { maxLength: 30 })
    .chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      ),
    );

  it('makes the same events of the same rows in any order', () => {
    fc.assert(
      fc.property(rowsInTwoOrders, ([rows, shuffled]) => {
        expect(orderEvents(shuffled, rules).events).toEqual(orderEvents(rows, rules).events);
      }),
    );
  });

  it('puts every row into exactly one event or fault, and makes only valid events', () => {
    fc.assert(
      fc.property(rowsInTwoOrders, ([rows]) => {
        const { events, faults } = orderEvents(rows, rules);
        const inEvents = events.reduce((sum, each) => sum + each.rows, 0);
        expect(inEvents + faults.length).toBe(rows.length);
        for (const { event } of events) inboundEvent.parse(event);
        const keys = events.map(({ event }) => event.metadata.id);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('the conventions of a file', () => {
  const seen = (rows: readonly ImportRow[], given?: string) => {
    const all = conventions();
    for (const each of rows) all.see(each);
    return all.decide(given);
  };
  const products = (count: number) =>
    Array.from({ length: count }, (_, index) => row({ product: `${20_000 + index}` }));

  it('takes odd codes for fees when nearly all others are numbers', () => {
    const found = seen([...products(100), row({ product: 'POST' })]);
    expect(found.isFee('POST')).toBe(true);
    expect(found.isFee('85123A')).toBe(false);
    expect(found.says.join()).toContain('POST');
  });

  it('takes nothing for a fee in a small file, in one that names its products, or when told none', () => {
    expect(seen([...products(50), row({ product: 'POST' })]).isFee('POST')).toBe(false);
    const named = Array.from({ length: 200 }, () => row({ product: 'coffee' }));
    expect(seen(named).isFee('coffee')).toBe(false);
    expect(seen([...products(100), row({ product: 'POST' })], 'none').isFee('POST')).toBe(false);
  });

  it('follows a given pattern', () => {
    expect(seen([], '^FEE').isFee('FEE-1')).toBe(true);
    expect(seen([], '^FEE').isFee('111')).toBe(false);
  });

  it('takes C and digits for cancellations only when most order ids are otherwise', () => {
    const orders = (...ids: string[]) => seen(ids.map((order) => row({ order })));
    expect(orders('1', '2', 'C3').isCancellation('C3')).toBe(true);
    expect(orders('C1', 'C2', '3').isCancellation('C1')).toBe(false);
  });
});

it('has the line of a row where its faults look for it', () => {
  expect(row({ line: 9 })[LINE]).toBe(9);
});
