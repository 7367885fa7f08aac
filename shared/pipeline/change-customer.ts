import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import type { StoredCustomer } from '#shared/store/ports.ts';
import { announce } from './announce.ts';
import type { PipelineDeps } from './deps.ts';

/** Commits tried before the message goes back to its queue. */
const MAX_ATTEMPTS = 12;

/** What becomes of a customer; undefined when nothing does. Its outbox is announced after the commit. */
export type Decide = (
  stored: StoredCustomer,
  nowMs: number,
) => Customer | undefined | Promise<Customer | undefined>;

/**
 * The one way in which a customer changes: load, announce what an earlier commit still owes,
 * change, commit on the loaded version, announce, clear. A conflict starts over from the load, so
 * `change` may be called several times and must not act on anything but its arguments. An erased
 * customer is shown to it as empty and erased, and whatever it answers is not kept.
 *
 * @param known the customer as read a moment ago, to be tried before it is loaded again
 * @returns the customer as it is now, version 0 when it was never stored; clearing the outbox may
 *   have raised the stored version by one more
 * @throws Error when the commit lost against others every time
 */
export async function changeCustomer(
  deps: PipelineDeps,
  customerId: string,
  change: Decide,
  known?: StoredCustomer,
): Promise<StoredCustomer> {
  const committed = await commitChange(deps, customerId, change, known);
  await payOutboxes(deps, [committed]);
  return withoutOutbox(committed);
}

/** The same up to the commit: what it owes is in the outbox and to be paid by `payOutboxes`. */
export async function commitChange(
  deps: PipelineDeps,
  customerId: string,
  change: Decide,
  known?: StoredCustomer,
): Promise<StoredCustomer> {
  let loaded = known;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    loaded ??= (await deps.customers.load(customerId)) ?? (await absent(deps, customerId));
    loaded = await upToDate(deps, loaded);
    await announce(deps, [loaded]);
    const settled = withoutOutbox(loaded);
    const next = await change(settled, deps.clock.nowMs());
    if (next === undefined || isGone(loaded)) {
      if (loaded.book.outbox.length > 0) await clear(deps, settled);
      return settled;
    }
    const outcome = await deps.customers.commit(customerId, loaded.version, next);
    if (outcome === 'committed') {
      return { fold: next.fold, book: next.book, customerId, version: loaded.version + 1 };
    }
    loaded = undefined;
  }
  throw new Error(`customer ${customerId} changed under every one of ${MAX_ATTEMPTS} commits`);
}

/**
 * Announces what commits owe and clears their outboxes. A crash in here is made good by whoever
 * loads the customer next.
 */
export async function payOutboxes(
  deps: PipelineDeps,
  committed: readonly StoredCustomer[],
): Promise<void> {
  const owing = committed.filter(({ book }) => book.outbox.length > 0);
  await announce(deps, owing);
  /* Cleared as it is, an outdated fold would pass for one of this version; its next change clears it. */
  const current = owing.filter(({ isOutdated }) => isOutdated !== true);
  await Promise.all(current.map((customer) => clear(deps, withoutOutbox(customer))));
}

/**
 * A state whose fold the version before kept says less than this one's would. It is folded anew
 * before it is committed as one of this version.
 */
async function upToDate(deps: PipelineDeps, loaded: StoredCustomer): Promise<StoredCustomer> {
  if (loaded.isOutdated !== true) return loaded;
  const facts = await deps.ledger.facts(loaded.customerId);
  return { ...loaded, fold: foldHistory(facts, deps.calendar) };
}

/** A conflict here means that somebody else loaded, announced and cleared it. */
async function clear(deps: PipelineDeps, settled: StoredCustomer): Promise<void> {
  const { customerId, version, fold, book } = settled;
  await deps.customers.commit(customerId, version, { fold, book });
}

const withoutOutbox = (customer: StoredCustomer): StoredCustomer => ({
  ...customer,
  book: { ...customer.book, outbox: [] },
});

/** Whether nothing is left of the customer but a tombstone. */
export const isGone = ({ version, fold }: StoredCustomer): boolean =>
  version === 0 && fold.erased === true;

async function absent(deps: PipelineDeps, customerId: string): Promise<StoredCustomer> {
  const erased = (await deps.isErased(customerId)) ? { erased: true } : {};
  return { customerId, version: 0, fold: { ...emptyFold(), ...erased }, book: emptyBook() };
}
