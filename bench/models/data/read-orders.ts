import type { ColumnNames } from '#shared/importing/columns.ts';
import { csvReader } from '#shared/importing/csv-records.ts';
import type { DayOrder as DateOrder } from '#shared/importing/date-format.ts';
import {
  AMOUNT_MINOR,
  AT_MS,
  CUSTOMER,
  type ImportRow,
  ORDER,
  PRODUCT,
  QUANTITY,
} from '#shared/importing/import-row.ts';
import { conventions, type OrderConventions } from '#shared/importing/order-conventions.ts';
import { type CsvPlan, planImport } from '#shared/importing/plan-import.ts';
import { rowReader } from '#shared/importing/read-row.ts';
import { openFile } from './open-file.ts';
import { type DayOrder, fileCalendar, orderHistory, type Shop } from './shop.ts';

export type OrderChoices = {
  readonly columns: ColumnNames;
  readonly dateOrder?: DateOrder | undefined;
  /** Product ids that count; where absent, fees are told as an import tells them. */
  readonly products?: RegExp | undefined;
};

export type OrdersRead = {
  readonly shop: Shop;
  /** Rows of the file without its header. */
  readonly rows: number;
  readonly hasProducts: boolean;
  readonly warnings: readonly string[];
};

/** Of a file that names no currency; amounts of one file are only compared with each other. */
const ANY_CURRENCY = 'EUR';
const FAULTS_SHOWN = 3;
/** A file may be of any time, past or to come. */
const END_OF_TIME_MS = Date.UTC(2200, 0, 1);

/**
 * Reads orders as an import does (CSV plain or gzip, columns and formats detected) and makes one
 * order of each customer's day. What counts is what was bought: a quantity above 0, and where
 * products are named, a product (no fee, no cancelled order) that was paid for.
 * @throws ImportRefused when the file cannot be understood, Error when it is not there.
 */
export async function readOrders(file: string, choices: OrderChoices): Promise<OrdersRead> {
  const text = await openFile(file);
  const plan = planImport(text.sample, {
    columns: choices.columns,
    ...(choices.dateOrder === undefined ? {} : { dayOrder: choices.dateOrder }),
  });
  if (plan.kind !== 'csv') throw new RangeError(`${file} must be a CSV file, it is NDJSON`);
  const { rows, faults } = await readRows(text.lines, plan);
  const seen = conventions();
  for (const row of rows) seen.see(row);
  const rules = seen.decide(choices.products === undefined ? undefined : 'none');
  const counted = rows.filter((row) => isPurchase(row, plan, rules, choices.products));
  const left = rows.length - counted.length;
  return {
    shop: shopOf(counted, plan.currency ?? ANY_CURRENCY),
    rows: rows.length + faults.length,
    hasProducts: plan.columns.product !== undefined,
    warnings: [
      ...rules.says.map((said) => said.replace('--ignore-products', '--products')),
      ...(left === 0
        ? []
        : [`${left} rows are no purchases (returns, fees, gifts) and are left out`]),
      ...(faults.length === 0 ? [] : [`${faults.length} rows cannot be read`]),
      ...faults.slice(0, FAULTS_SHOWN),
    ],
  };
}

async function readRows(
  lines: AsyncIterable<readonly string[]>,
  plan: CsvPlan,
): Promise<{ rows: ImportRow[]; faults: string[] }> {
  const currency = plan.currency ?? ANY_CURRENCY;
  const { currency: _own, ...columns } = plan.columns;
  const read = rowReader({ ...plan, columns }, { zone: 'UTC', currency, nowMs: END_OF_TIME_MS });
  const reader = csvReader(plan.delimiter, plan.header.length);
  const rows: ImportRow[] = [];
  const faults: string[] = [];
  let header = plan.hasHeader;
  const take = (records: ReturnType<typeof reader.push>): void => {
    for (const record of records) {
      if (record.kind === 'fault') faults.push(`line ${record.line}: ${record.reason}`);
      else if (header) header = false;
      else {
        const row = read(record.line, record.fields);
        if (Array.isArray(row)) rows.push(row);
        else faults.push(`line ${row.line}: ${row.reason}`);
      }
    }
  };
  for await (const batch of lines) for (const line of batch) take(reader.push(line));
  take(reader.end());
  return { rows, faults };
}

function isPurchase(
  row: ImportRow,
  { columns }: CsvPlan,
  rules: OrderConventions,
  products: RegExp | undefined,
): boolean {
  if (!(row[QUANTITY] > 0) || rules.isCancellation(row[ORDER])) return false;
  if (columns.product === undefined) return row[AMOUNT_MINOR] >= 0;
  const isPaid = columns.price === undefined && columns.amount === undefined;
  if (!isPaid && !(row[AMOUNT_MINOR] > 0)) return false;
  return products?.test(row[PRODUCT]) ?? !rules.isFee(row[PRODUCT]);
}

type Day = { amountMinor: number; quantities: Map<string, number> };

function shopOf(rows: readonly ImportRow[], currency: string): Shop {
  const calendar = fileCalendar();
  const customers = new Map<string, Map<number, Day>>();
  for (const row of rows) {
    const days = entry(customers, row[CUSTOMER], () => new Map<number, Day>());
    const sums = entry(days, calendar.dayOf(row[AT_MS]), () => ({
      amountMinor: 0,
      quantities: new Map<string, number>(),
    }));
    sums.amountMinor += row[AMOUNT_MINOR];
    if (row[PRODUCT] === '') continue;
    sums.quantities.set(row[PRODUCT], (sums.quantities.get(row[PRODUCT]) ?? 0) + row[QUANTITY]);
  }
  const histories = [...customers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([customer, days]) => orderHistory(customer, inOrder(days), currency));
  return { calendar, histories };
}

const inOrder = (days: ReadonlyMap<number, Day>): DayOrder[] =>
  [...days].sort(([a], [b]) => a - b).map(([day, sums]) => ({ day, ...sums }));

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
