import { join } from 'node:path';
import { benchClock } from '#bench/bench-clock.ts';
import { benchShop } from '#bench/bench-shop.ts';
import { countingBus } from '#bench/counting-bus.ts';
import { type EmbeddedTables, openTables } from '#bench/embedded-tables.ts';
import { demoHistories } from '#bench/fact-history.ts';
import { counted, type Figure, type Measure } from '#bench/figure.ts';
import { perSecond, timed, timingOf } from '#bench/timing.ts';
import { runDawn } from '#functions/dawn/run-dawn.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { emptyBook } from '#shared/domain/customer/state.ts';

/** Customers of the demo shop, of whom copies fill the table. */
const LIVES = 100;
/** Customers written at the same time while the table is filled. */
const AT_ONCE = 16;

/** A dawn pass over many customers: once with decisions to make, then with none left. */
export const dawn: Measure = {
  name: 'dawn',
  title: 'A dawn pass, embedded DynamoDB on disk',
  run: async ({ quick, folder, say }) => {
    const customers = quick ? 200 : 2_000;
    const shop = benchShop(LIVES);
    const clock = benchClock(0);
    const bus = countingBus();
    const dataDir = join(folder, 'dawn');
    const tables = await openTables({ dataDir, shop: shop.settings, clock, bus });
    try {
      await fill(tables, customers);
      say(`${customers} customers are there`);
      const asOfDay = shop.lastDay + 1;
      clock.moveTo(tables.calendar.at(asOfDay, 4));
      return {
        figures: [
          ...(await firstPass(tables, asOfDay, customers)),
          await settlingPasses(tables, asOfDay),
          ...(await unchangedPasses(tables, asOfDay, customers, quick ? 2 : 3)),
        ],
        notes: [
          `${customers} customers, copies of ${LIVES} of the demo shop with their whole history and nothing yet decided: the most a pass can find`,
          'one segment in one process; the bus is counted in memory',
        ],
      };
    } finally {
      await tables.close();
    }
  },
};

async function firstPass(
  tables: EmbeddedTables,
  asOfDay: number,
  customers: number,
): Promise<Figure[]> {
  tables.capacity.take();
  const startedMs = performance.now();
  const { changed } = await runDawn(tables, { asOfDay, quiet: false });
  const timing = timingOf([performance.now() - startedMs]);
  const used = tables.capacity.take();
  return [
    perSecond('first pass', 'customers', customers, timing),
    counted('first pass: customers changed', 'customers', changed),
    counted('writes for each customer changed', 'writes', used.customers.writes / changed),
    counted(
      'write units for each customer changed: state',
      'write units',
      used.customers.writeUnits / changed,
    ),
    counted(
      'write units for each customer changed: ledger',
      'write units',
      used.ledger.writeUnits / changed,
    ),
  ];
}

/** Passes that a day may take until nothing is left to decide. */
const PASSES_AT_MOST = 10;

/** A pass takes up a few needs of a customer at a time, so a backlog takes several. */
async function settlingPasses(tables: EmbeddedTables, asOfDay: number): Promise<Figure> {
  for (let passes = 1; passes <= PASSES_AT_MOST; passes += 1) {
    const { changed } = await runDawn(repeatable(tables), { asOfDay, quiet: false });
    if (changed === 0) return counted('passes until the backlog is decided', 'passes', passes);
  }
  throw new Error(`customers still change after ${PASSES_AT_MOST} passes of the same day`);
}

/** The same day again when everything is decided. */
async function unchangedPasses(
  tables: EmbeddedTables,
  asOfDay: number,
  customers: number,
  runs: number,
): Promise<Figure[]> {
  tables.capacity.take();
  const timing = await timed(
    { warmUps: 0, runs },
    () => undefined,
    () => runDawn(repeatable(tables), { asOfDay, quiet: false }),
  );
  const { customers: state, ledger, insights } = tables.capacity.take();
  const perThousand = (units: number): number => (units / runs / customers) * 1e3;
  return [
    perSecond('unchanged pass', 'customers', customers, timing),
    counted('unchanged pass: writes of customers', 'writes', state.writes, 0),
    counted('unchanged pass: writes of the ledger', 'writes', ledger.writes, 0),
    counted('unchanged pass: customers, for 1,000', 'read units', perThousand(state.readUnits)),
    counted('unchanged pass: insights', 'write units', insights.writeUnits / runs),
  ];
}

/** The same tables, but nobody remembers how far a pass of the day has come. */
const repeatable = (tables: EmbeddedTables): EmbeddedTables => ({
  ...tables,
  documents: {
    ...tables.documents,
    get: async (kind, id) =>
      kind === 'dawn-progress' ? undefined : tables.documents.get(kind, id),
  },
});

async function fill({ customers: store, calendar }: EmbeddedTables, customers: number) {
  const folds = [...demoHistories(LIVES).values()].map((facts) => foldHistory(facts, calendar));
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < customers) {
      const at = next;
      next += 1;
      const fold = folds[at % folds.length];
      if (fold === undefined) throw new Error('the demo shop has no customers');
      await store.commit(`C-${at}`, 0, { fold, book: emptyBook() });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
