import * as z from 'zod';
import { type Bill, billOf } from '#shared/pricing/bill.ts';
import { countsOf } from '#shared/pricing/counts.ts';
import { inventoryOf } from '#shared/pricing/inventory.ts';
import { type Line, total } from '#shared/pricing/line.ts';
import { type Prices, pricesOf } from '#shared/pricing/prices.ts';
import { usualMonth } from '#shared/pricing/usual-month.ts';
import type { Workload } from '#shared/pricing/workload.ts';
import { type Column, table, WIDTH } from './table.ts';
import { terminal } from './terminal.ts';
import { number } from './words.ts';
import { wrapped } from './wrapped.ts';

const costOptions = z.object({
  customers: z.int(),
  events: z.int(),
  by: z.enum(['bus', 'http']),
  reminders: z.int().optional(),
});

/** Prints the bill of a month. */
export function showCost(given: unknown, json: boolean): void {
  const load = usualMonth(costOptions.parse(given));
  const [counts, prices] = [countsOf(), pricesOf()];
  const bill = billOf(load, counts, prices, inventoryOf());
  if (json) {
    const { asOf, region, assumed } = prices;
    terminal.printJson({
      load,
      bill,
      prices: { asOf, region, assumed },
      counted: counts.provenance,
    });
    return;
  }
  terminal.print(costText(load, bill, prices));
}

/** The bill for people: line by line, and what it comes to. */
export function costText(load: Workload, bill: Bill, prices: Prices): string {
  return [
    headline(load),
    '',
    table(COLUMNS, [
      ...block('taking events', bill.taking),
      ...block('keeping customers and history', bill.keeping),
      ...block(`${number(load.reminders)} reminders`, bill.telling),
      ...block('an idle environment', bill.idle),
      ...block('and where there is work', bill.working),
      ...block('by choice', bill.byChoice),
    ]),
    '',
    table(SUMMARY, summary(bill)),
    '',
    `the usual way to build it: ${usd(total(bill.naive))} a month without reminders and environment`,
    table(COLUMNS, lines(bill.naive)),
    '',
    ...notes(load, prices).flatMap((note) => wrapped(note, '', WIDTH)),
  ].join('\n');
}

const COLUMNS: readonly Column[] = [
  { title: '  service' },
  { title: 'for' },
  { title: 'amount', align: 'right' },
  { title: 'unit' },
  { title: 'US$ a month', align: 'right' },
];
const SUMMARY: readonly Column[] = [
  { title: 'in all' },
  { title: 'US$', align: 'right' },
  { title: 'the usual way', align: 'right' },
];

const headline = ({ customers, events, by }: Workload): string => {
  const way = by === 'bus' ? 'over the bus' : 'over HTTP, ten in a request';
  return `${number(customers)} customers, ${number(events)} events a month ${way}`;
};

/** What is paid for one end, under its name. */
const block = (name: string, paid: readonly Line[]): string[][] => [[name], ...lines(paid)];

/** The lines that cost anything, and their sum. */
const lines = (paid: readonly Line[]): string[][] => [
  ...paid
    .filter((line) => line.usd > 0)
    .map((line) => [
      `  ${line.service}`,
      line.what,
      line.unit === 'GB' ? line.amount.toFixed(2) : number(Math.round(line.amount)),
      line.unit,
      line.usd.toFixed(2),
    ]),
  ['', '', '', '', `= ${total(paid).toFixed(2)}`],
];

const summary = (bill: Bill): string[][] => [
  [
    'a million events, customers and their history kept',
    bill.usdPerMillionEvents.toFixed(2),
    bill.naiveUsdPerMillionEvents.toFixed(2),
  ],
  ['a thousand reminders, up to the provider', bill.usdPerThousandReminders.toFixed(3), ''],
  ['the idle environment, a month', bill.usdIdle.toFixed(2), ''],
  ['the month', bill.usdMonth.toFixed(2), ''],
];

const notes = (load: Workload, { asOf, region, perThousand }: Prices): string[] => [
  `List prices of ${region} as of ${asOf}, without free allowances; calls, units and bytes counted by the bench.`,
  `${load.ledgerMonths} months of the ledger kept, point-in-time recovery on.`,
  `Sending is paid apart: ${usd(perThousand.emails)} for a thousand mails, from ${usd(perThousand.textMessagesUsa)} for a thousand text messages, by country.`,
  'What is counted and what is assumed: docs/cost.md',
];

const usd = (value: number): string => `US$${value.toFixed(2)}`;
