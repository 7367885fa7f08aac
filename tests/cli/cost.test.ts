import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { costText } from '#cli/show-cost.ts';
import { WIDTH } from '#cli/table.ts';
import { billOf } from '#shared/pricing/bill.ts';
import { countsOf } from '#shared/pricing/counts.ts';
import { inventoryOf } from '#shared/pricing/inventory.ts';
import { pricesOf } from '#shared/pricing/prices.ts';
import { usualMonth } from '#shared/pricing/usual-month.ts';

const SMALL = { customers: 20_000, events: 150_000 };
const LARGE = { customers: 20_000_000, events: 900_000_000 };

function textOf(by: 'bus' | 'http', reminders?: number, shop = SMALL): string {
  const load = usualMonth({ ...shop, by, reminders });
  const prices = pricesOf();
  return costText(load, billOf(load, countsOf(), prices, inventoryOf()), prices);
}

test('the bill says for what month it is, every block, and where its prices come from', () => {
  const text = textOf('bus');
  expect(text).toContain('20,000 customers, 150,000 events a month over the bus');
  for (const part of ['taking events', 'keeping customers', 'an idle environment', 'usual way']) {
    expect(text).toContain(part);
  }
  expect(text).toContain(`as of ${pricesOf().asOf}`);
});

test('reminders are priced by their number', () => {
  expect(textOf('http', 0)).not.toContain('cases for support');
  expect(textOf('http', 7_000)).toContain('7,000 reminders');
});

test.each(['bus', 'http'] as const)('the bill by %s fits a terminal, of a large shop too', (by) => {
  for (const shop of [SMALL, LARGE]) {
    const lines = stripVTControlCharacters(textOf(by, undefined, shop)).split('\n');
    expect(lines.filter((line) => line.length > WIDTH)).toEqual([]);
  }
});

test('each block has its name on a line of its own', () => {
  const lines = stripVTControlCharacters(textOf('bus')).split('\n');
  expect(lines).toContain('keeping customers and history');
  expect(lines.find((line) => line.includes('one conditional write'))).toMatch(
    /^ {2}DynamoDB +state/,
  );
});
