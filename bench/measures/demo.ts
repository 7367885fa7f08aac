import { benchShop } from '#bench/bench-shop.ts';
import { counted, type Figure, type Measure } from '#bench/figure.ts';
import { type LivedDemo, liveDemo } from '#bench/lived-demo.ts';
import { quantile } from '#bench/quantile.ts';
import { allCustomers, customerBytes, meanPartBytes } from '#bench/state-parts.ts';
import { PURCHASE_UNITS_AT_MOST } from './units.ts';

/** Half of all customers fit one write unit. */
const MEDIAN_BYTES_AT_MOST = 1_024;
/** Parts of the state that are named; the rest is added up. */
const PARTS_NAMED = 10;

/** How large the customers of the demo shop grow, and what their events and dawns cost. */
export const demo: Measure = {
  name: 'demo',
  title: 'The demo shop lived day by day: bytes of a customer, units of its events',
  run: async ({ quick, say }) => {
    const shop = benchShop(quick ? 15 : 75);
    const days = shop.lastDay - shop.firstDay + 1;
    const lived = await liveDemo(shop, (day) => {
      if (day % 50 === 0) say(`day ${day} of ${days}`);
    });
    try {
      return {
        figures: [...(await sizes(lived)), ...purchaseUnits(lived), ...dawnWrites(lived)],
        notes: [
          `${shop.customers.length} customers, ${days} days, ${lived.tracked.length} events one by one, ${lived.delivered} reminders delivered, a dawn pass every day`,
        ],
      };
    } finally {
      await lived.tables.close();
    }
  },
};

async function sizes({ tables }: LivedDemo): Promise<Figure[]> {
  const bytes = await customerBytes(tables);
  const parts = meanPartBytes(await allCustomers(tables));
  const rest = parts.slice(PARTS_NAMED).reduce((sum, [, each]) => sum + each, 0);
  const at = (share: number): number => Math.round(quantile(bytes, share));
  const section = (name: 'fold' | 'book'): number =>
    parts.reduce((sum, [part, each]) => sum + (part.startsWith(`${name}.`) ? each : 0), 0);
  return [
    counted('customer item, p50', 'bytes', at(0.5), MEDIAN_BYTES_AT_MOST),
    counted('customer item, p90', 'bytes', at(0.9)),
    counted('customer item, p99', 'bytes', at(0.99)),
    counted('mean of the fold', 'bytes', Math.round(section('fold'))),
    counted('mean of the book', 'bytes', Math.round(section('book'))),
    ...parts
      .slice(0, PARTS_NAMED)
      .map(([part, each]) => counted(`mean of ${part}`, 'bytes', Math.round(each))),
    counted('mean of all other parts', 'bytes', Math.round(rest)),
  ];
}

function purchaseUnits({ tracked }: LivedDemo): Figure[] {
  const purchases = tracked.filter(({ type }) => type === 'Order Completed');
  const units = purchases.map(
    ({ used: { customers, ledger } }) => customers.writeUnits + ledger.writeUnits,
  );
  const mean = units.reduce((sum, each) => sum + each, 0) / units.length;
  return [
    counted(
      'state + ledger of a purchase, p50',
      'write units',
      quantile(units, 0.5),
      PURCHASE_UNITS_AT_MOST,
    ),
    counted('state + ledger of a purchase, mean', 'write units', mean),
    counted('state + ledger of a purchase, p99', 'write units', quantile(units, 0.99)),
  ];
}

/** Days on which nothing changed for anybody must write nobody. */
function dawnWrites({ dawns }: LivedDemo): Figure[] {
  const seen = dawns.reduce((sum, { customers }) => sum + customers, 0);
  const changed = dawns.reduce((sum, dawn) => sum + dawn.changed, 0);
  const writes = dawns.reduce((sum, { used }) => sum + used.writes, 0);
  const idle = dawns.filter((dawn) => dawn.changed === 0);
  const idleWrites = idle.reduce((sum, { used }) => sum + used.writes, 0);
  return [
    counted('customers changed by a dawn', '%', (100 * changed) / seen),
    counted('customer writes for each of them', 'writes', writes / changed),
    counted('customer writes of dawns that changed nobody', 'writes', idleWrites, 0),
  ];
}
