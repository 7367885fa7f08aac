import type { OpenData } from '#cli/open-data.ts';
import { actionsSince } from '#cli/operations/operator-actions.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import { eraseCustomer } from '#shared/pipeline/erase-customer.ts';
import { everyCustomerId } from '#shared/pipeline/every-customer.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { refoldCustomer } from '#shared/pipeline/refold-customer.ts';
import { layTombstone, listTombstones, tombstoneId } from '#shared/pipeline/tombstones.ts';
import { canonicalJson } from '#shared/store/canonical-json.ts';

export type Drill = {
  /** Customers that the restored tables hold in the end. */
  readonly customers: number;
  /** Whose restored state was not the fold of their restored ledger, as tables are restored apart. */
  readonly refolded: number;
  /** Erased since, and erased again. */
  readonly erasedAgain: number;
  /** Quarantined events that an operator had dropped, and that were dropped again. */
  readonly droppedAgain: number;
  /** Facts that had come in since. */
  readonly replayed: number;
  /** Customers whose state is, byte for byte, what it is where the shop runs. */
  readonly same: number;
  /** Customers of whom that cannot be said. */
  readonly differing: number;
  /** The first of them by name. */
  readonly different: readonly string[];
};

const NAMES_KEPT = 20;

/**
 * Brings restored data up to the present: erasures and drops since then are done again, what came in
 * since is replayed, and every customer is compared with where the shop runs. Only the restored data
 * are written; nothing is announced and nobody is written to. Doing it again changes nothing.
 *
 * @param events since the restore point, in any form that is taken in; without them what is missing
 *   is read from the current ledger
 */
export async function drillRestore(
  current: OpenData,
  restored: OpenData,
  events: readonly unknown[],
): Promise<Drill> {
  const mute = { ...restored, bus: DEAF };
  const refolded = await countOf(mute, async (id) => !(await refoldCustomer(mute, id)).matched);
  const droppedAgain = await dropAgain(current, restored);
  const erasedBefore = await eraseAgain(current, restored);
  const replayed = (await replayEvents(mute, events)) + (await replayLedger(current, mute));
  const compared = await compare(current, restored);
  return { ...compared, refolded, erasedAgain: erasedBefore, droppedAgain, replayed };
}

/** What a drill decides must reach nobody. */
const DEAF: Bus = { publish: async () => {}, signal: async () => {} };

async function countOf(
  data: OpenData,
  isOne: (customerId: string) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for await (const id of everyCustomerId(data.customers)) if (await isOne(id)) count += 1;
  return count;
}

async function dropAgain(current: OpenData, { quarantine }: OpenData): Promise<number> {
  const actions = await actionsSince(current.documents, 0);
  const dropped = new Set(
    actions
      .filter(({ action }) => action === 'dropped')
      .flatMap(({ subjects }) => subjects.map(({ id }) => id)),
  );
  const back = (await quarantine.list(QUARANTINED)).filter(({ id }) => dropped.has(id));
  for (const { id } of back) await quarantine.remove(id);
  return back.length;
}

const QUARANTINED = 10_000;

async function eraseAgain(current: OpenData, restored: OpenData): Promise<number> {
  const tombstones = await listTombstones(current.documents);
  for (const [id, atMs] of tombstones) await layTombstone(restored.documents, id, atMs);
  return countOf(restored, async (customerId) => {
    if (!tombstones.has(tombstoneId(customerId))) return false;
    await eraseCustomer(restored, customerId);
    return true;
  });
}

async function replayEvents(restored: OpenData, events: readonly unknown[]): Promise<number> {
  const messages = events.map((body, nth) => ({ messageId: String(nth), body }));
  let failure: unknown;
  const onFailure = (_customerId: string, error: unknown): void => {
    failure = error;
  };
  const { applied, failed } = await trackEvents({ ...restored, onFailure }, messages);
  if (failed.length > 0) {
    throw new Error(`${failed.length} events could not be replayed`, { cause: failure });
  }
  return applied;
}

/** Facts of the current ledger that the restored one lacks. */
async function replayLedger(current: OpenData, restored: OpenData): Promise<number> {
  let replayed = 0;
  for await (const id of everyCustomerId(current.customers)) {
    const facts = await current.ledger.facts(id);
    replayed += (await recordHistory(restored, id, facts)).applied;
  }
  return replayed;
}

async function compare(
  current: OpenData,
  restored: OpenData,
): Promise<Pick<Drill, 'customers' | 'same' | 'differing' | 'different'>> {
  const different: string[] = [];
  let same = 0;
  for await (const id of everyCustomerId(current.customers)) {
    const [now, then] = await Promise.all([
      current.customers.load(id),
      restored.customers.load(id),
    ]);
    if (canonicalJson(now?.fold) === canonicalJson(then?.fold)) same += 1;
    else different.push(id);
  }
  let customers = 0;
  for await (const id of everyCustomerId(restored.customers)) {
    customers += 1;
    if ((await current.customers.load(id)) === undefined) different.push(id);
  }
  const differing = different.length;
  return { customers, same, differing, different: different.sort().slice(0, NAMES_KEPT) };
}
