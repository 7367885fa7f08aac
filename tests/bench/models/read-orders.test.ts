import { describe, expect, test } from 'vitest';
import { type OrderChoices, readOrders } from '#bench/models/data/read-orders.ts';
import { until } from '#bench/models/data/shop.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { dayOfIso, isoDate } from '#shared/domain/time/calendar.ts';
import { fileOf } from './files.ts';

const LINES = [
  'customer_id,ts_local,invoice,product_id,quantity,unit_price_gbp',
  '7,2011-01-05T09:00,1,21730,2,1.50',
  '7,2011-01-05T17:30,2,21730,1,1.50',
  '7,2011-01-05T17:30,2,85123A,4,2.00',
  '7,2011-02-01T10:00,3,21730,6,1.50',
  '7,2011-02-03T10:00,C4,21730,-6,1.50',
  '7,2011-02-03T10:00,5,POST,1,18.00',
  '7,2011-02-03T10:00,5,21730,5,0',
  '3,2011-03-01T23:59,6,22086,1,2.95',
];
const CODES = /^\d{5}[A-Za-z]*$/;

const read = (lines: readonly string[], choices: Partial<OrderChoices> = {}, name = 'o.csv.gz') =>
  readOrders(fileOf(name, lines), { columns: {}, products: CODES, ...choices });

const bought = (facts: readonly Fact[]) =>
  facts.map(({ atMs, event }) => ({
    date: isoDate(atMs / 86_400_000 - 0.5),
    ...(event.type === 'Order Completed'
      ? {
          totalMinor: event.properties.totalMinor,
          lines: event.properties.lines.map((line) => `${line.quantity} ${line.productId}`),
        }
      : {}),
  }));

describe('orders of a file', () => {
  test('are one order a customer and day, of what was bought and paid for', async () => {
    const { shop, rows } = await read(LINES);
    expect(rows).toBe(8);
    expect(shop.histories.map(({ customer }) => customer)).toEqual(['3', '7']);
    expect(bought(shop.histories[1]?.facts ?? [])).toEqual([
      { date: '2011-01-05', totalMinor: 1_250, lines: ['3 21730', '4 85123A'] },
      { date: '2011-02-01', totalMinor: 900, lines: ['6 21730'] },
    ]);
  });

  test('say how many rows were left out', async () => {
    const { warnings } = await read(LINES);
    expect(warnings).toContain('3 rows are no purchases (returns, fees, gifts) and are left out');
  });

  test('read the same from another dialect, with columns named', async () => {
    const lines = LINES.map((line) =>
      line.replaceAll('.', '#').replaceAll(',', ';').replaceAll('#', ','),
    );
    const [, ...rest] = lines;
    const { shop } = await read(
      ['who;when;doc;what;how many;each', ...rest],
      {
        columns: {
          customer: 'who',
          time: 'when',
          order: 'doc',
          product: 'what',
          quantity: 'how many',
          price: 'each',
        },
      },
      'plain.csv',
    );
    const plain = await read(LINES);
    expect(shop.histories.map(({ facts }) => bought(facts))).toEqual(
      plain.shop.histories.map(({ facts }) => bought(facts)),
    );
  });

  test('without products count a purchase of nothing', async () => {
    const { shop, hasProducts } = await read(
      ['customer_id,date,cds,amount_usd', '1,1997-01-01,1,0.00', '1,19970301,2,10.99'],
      { products: undefined },
    );
    expect(hasProducts).toBe(false);
    expect(bought(shop.histories[0]?.facts ?? [])).toEqual([
      { date: '1997-01-01', totalMinor: 0, lines: [] },
      { date: '1997-03-01', totalMinor: 1_099, lines: [] },
    ]);
  });

  test('keep what is later than a day out of what is learned from', async () => {
    const { shop } = await read(LINES);
    const history = shop.histories[1];
    if (history === undefined) throw new Error('expected customer 7');
    expect(until(history, dayOfIso('2011-01-31'), shop.calendar)).toHaveLength(1);
    expect(until(history, dayOfIso('2011-02-01'), shop.calendar)).toHaveLength(2);
  });

  test('quote the rows that cannot be read', async () => {
    const { warnings } = await read([...LINES, '7,yesterday,9,21730,1,1.00']);
    expect(warnings.at(-1)).toContain('yesterday');
  });

  test('say that a file is not there', async () => {
    await expect(readOrders('/nowhere/x.csv', { columns: {} })).rejects.toThrow(
      'there is no file /nowhere/x.csv',
    );
  });
});
