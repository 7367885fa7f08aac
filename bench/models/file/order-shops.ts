import { isoDate } from '#shared/domain/time/calendar.ts';
import { parseColumnNames } from '#shared/importing/columns.ts';
import { importMapping } from '#shared/importing/import-mapping.ts';
import { type OrderChoices, type OrdersRead, readOrders } from '../data/read-orders.ts';
import { type Days, daysOf, type Shop } from '../data/shop.ts';
import type { FileOptions } from '../options.ts';

/** What is scored, what is learned from, and the days that the data cover. */
export type OrderShops = {
  readonly scored: Shop;
  readonly learned: Shop;
  readonly covered: readonly [first: number, last: number];
  readonly rows: number;
  readonly hasProducts: boolean;
  readonly warnings: readonly string[];
};

/**
 * Reads `--file` and `--fit`. A fit file with the same customers that ends before the file begins
 * is the earlier part of the same histories; any other is a shop of its own.
 * @throws Error naming what cannot be read.
 */
export async function orderShops(options: FileOptions): Promise<OrderShops> {
  const [file, ...others] = options.files;
  if (file === undefined) throw new RangeError('--file is missing: name the orders to score');
  if (others.length > 0)
    throw new RangeError(`orders are one file, got ${options.files.join(', ')}`);
  const choices = choicesOf(options);
  const main = await readOrders(file, choices);
  const days = daysOf(main.shop);
  if (options.fit === undefined) {
    return { ...main, scored: main.shop, learned: main.shop, covered: days };
  }
  const fit = await readOrders(options.fit, choices);
  return joinedWith(main, fit, days, daysOf(fit.shop));
}

function joinedWith(main: OrdersRead, fit: OrdersRead, days: Days, fitDays: Days): OrderShops {
  const rows = main.rows + fit.rows;
  const warnings = [...main.warnings, ...fit.warnings];
  const known = new Set(fit.shop.histories.map(({ customer }) => customer));
  const isEarlierPart =
    fitDays[1] < days[0] && main.shop.histories.some(({ customer }) => known.has(customer));
  if (!isEarlierPart) {
    const { shop, hasProducts } = main;
    return { scored: shop, learned: fit.shop, covered: days, rows, hasProducts, warnings };
  }
  const shop = merged(fit.shop, main.shop);
  const said = `the fit file ends on ${isoDate(fitDays[1])}, before the file begins: both are read as one history`;
  return {
    scored: shop,
    learned: shop,
    covered: [fitDays[0], days[1]],
    rows,
    hasProducts: main.hasProducts,
    warnings: [...warnings, said],
  };
}

function merged(earlier: Shop, later: Shop): Shop {
  const facts = new Map(earlier.histories.map((history) => [history.customer, history.facts]));
  for (const history of later.histories) {
    facts.set(history.customer, [...(facts.get(history.customer) ?? []), ...history.facts]);
  }
  return {
    calendar: later.calendar,
    histories: [...facts].map(([customer, all]) => ({ customer, facts: all })),
  };
}

function choicesOf({ columns, products, dateOrder }: FileOptions): OrderChoices {
  return {
    columns: columns === undefined ? {} : parseColumnNames(columns),
    dateOrder: dateOrder === undefined ? undefined : importMapping.parse({ dateOrder }).dateOrder,
    products: products === undefined ? undefined : new RegExp(products, 'u'),
  };
}
