import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { GlobalOptions } from '#cli/command.ts';
import { importSettings } from '#cli/importing/import-choices.ts';
import { importProgress } from '#cli/importing/import-progress.ts';
import { asBadFile, newShop, opened, planned } from '#cli/importing/open-import.ts';
import { type OpenData, openData } from '#cli/open-data.ts';
import { readShop } from '#cli/shop-file.ts';
import { terminal } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import { applyPartitions } from '#functions/import/apply-partitions.ts';
import { noCheckpoint } from '#functions/import/checkpoint.ts';
import { nothing } from '#functions/import/import-report.ts';
import { readRows } from '#functions/import/read-rows.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import type { History } from '#shared/domain/backtest/history.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import { describePlan } from '#shared/importing/describe-plan.ts';
import { faultLog } from '#shared/importing/fault-log.ts';
import { conventions } from '#shared/importing/order-conventions.ts';
import { spillTo } from '#shared/importing/spill.ts';
import { everyCustomer } from '#shared/pipeline/every-customer.ts';
import { chosenHistories, ENTRIES_KEPT } from './chosen-histories.ts';

/** What a backtest goes over: the shop and the histories of its customers, or of a sample of them. */
export type BacktestData = {
  readonly source: string;
  readonly shop: ShopSettings;
  readonly histories: readonly History[];
  /** Customers there are in all. */
  readonly seen: number;
};

/** Partitions in which the rows of a file are sorted by customer, as an import does. */
const PARTITIONS = 256;
/** Ledgers read at the same time. */
const AT_ONCE = 16;

/** The histories of a file, read as an import would read it, and stored nowhere. */
export async function historiesOfFile(
  file: string,
  options: unknown,
  { data }: GlobalOptions,
  customers: number,
): Promise<BacktestData> {
  const settings = await importSettings(options);
  const { text, bytes } = await opened(file);
  const plan = planned(text, settings);
  const fresh = newShop(plan, settings);
  const known = await readShop(data);
  const shop = known?.currency === fresh.currency ? known : fresh;
  const zone = settings.timeZone ?? shop.timeZone;
  for (const line of describePlan(plan, { zone, currency: shop.currency })) terminal.say(line);
  const spill = spillTo(await mkdtemp(join(tmpdir(), 'beforehand-backtest-')), PARTITIONS);
  const faults = faultLog();
  const seen = conventions();
  const chosen = chosenHistories({ customers, entries: ENTRIES_KEPT });
  const onProgress = importProgress(text, bytes);
  try {
    await readRows({
      text,
      plan,
      settings: { zone, currency: shop.currency, nowMs: Date.now() },
      spill,
      conventions: seen,
      faults,
      onRows: (rows) => onProgress({ stage: 'reading', rows }),
    }).catch(asBadFile);
    const rules = seen.decide(settings.ignoreProducts);
    for (const line of rules.says) terminal.say(`note: ${line}`);
    await applyPartitions({
      spill,
      format: plan.kind,
      rules,
      checkpoint: noCheckpoint,
      apply: async (customerId, events) => {
        chosen.add(customerId, inOrder(events.map(({ event }) => toFact(event))));
        return nothing;
      },
      onPartition: (done) => {
        for (const fault of done.faults) faults.add(fault);
      },
    });
  } finally {
    await spill.close();
  }
  sayFaults(faults.count(), faults.byReason());
  const source = file === '-' ? 'standard input' : basename(file);
  return { source, shop, ...chosen.finish() };
}

/** The histories in the ledger of a data folder. */
export async function historiesOfLedger(
  folder: string,
  customers: number,
  onRead: (done: number, of: number) => void = () => undefined,
): Promise<BacktestData> {
  const data = await openData(folder);
  try {
    const { seen, histories } = await drawnFrom(data, customers);
    const chosen = chosenHistories({ customers, entries: ENTRIES_KEPT });
    let next = 0;
    const work = async (): Promise<void> => {
      for (let each = histories[next]; each !== undefined; each = histories[next]) {
        next += 1;
        chosen.add(each.customerId, await data.ledger.facts(each.customerId));
        onRead(next, histories.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { source: folder, shop: data.shop, ...chosen.finish(), seen };
  } finally {
    await data.close();
  }
}

/** The customers to be looked at, their histories still to be read. */
async function drawnFrom({ customers }: OpenData, wanted: number) {
  const drawn = chosenHistories({ customers: wanted, entries: Number.POSITIVE_INFINITY });
  for await (const { customerId, fold } of everyCustomer(customers)) {
    if (fold.facts > 0 && fold.erased !== true) drawn.add(customerId, []);
  }
  return drawn.finish();
}

function sayFaults(
  count: number,
  reasons: readonly { readonly reason: string; readonly rows: number }[],
): void {
  if (count === 0) return;
  terminal.say(`${plural(count, 'row')} cannot be used:`);
  for (const { reason, rows } of reasons.slice(0, 5)) terminal.say(`  ${number(rows)} × ${reason}`);
}
