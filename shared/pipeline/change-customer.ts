import { type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import type { LedgerNote, StoredCustomer } from '#shared/store/ports.ts';
import { announce } from './announce.ts';
import type { PipelineDeps } from './deps.ts';

/** What a change makes of a customer; its outbox is announced once it is committed. */
export type Change = { readonly customer: Customer; readonly notes?: readonly LedgerNote[] };

/** Commits tried before the message goes back to its queue. */
const MAX_ATTEMPTS = 12;

/**
 * The one way in which a customer changes: load, announce what an earlier commit still owes,
 * change, commit on the loaded version, announce, clear. A conflict starts over from the load, so
 * `change` may be called several times and must not act on anything but its arguments.
 *
 * @returns the customer as it is now; version 0 when it was never stored
 * @throws Error when the commit lost against others every time
 */
export async function changeCustomer(
  deps: PipelineDeps,
  customerId: string,
  change: (
    stored: StoredCustomer,
    nowMs: number,
  ) => Change | undefined | Promise<Change | undefined>,
): Promise<StoredCustomer> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const loaded = (await deps.customers.load(customerId)) ?? unseen(customerId);
    await announce(deps, customerId, loaded.book.outbox);
    const settled = withoutOutbox(loaded);
    const changed = await change(settled, deps.clock.nowMs());
    if (changed === undefined) {
      if (loaded.book.outbox.length > 0) await clear(deps, settled);
      return settled;
    }
    const outcome = await deps.customers.commit(customerId, loaded.version, changed.customer);
    if (outcome === 'conflict') continue;
    return finish(deps, { ...changed.customer, customerId, version: loaded.version + 1 }, changed);
  }
  throw new Error(`customer ${customerId} changed under every one of ${MAX_ATTEMPTS} commits`);
}

/** Everything owed after a commit. A crash in here is made good by whoever loads the customer next. */
async function finish(
  deps: PipelineDeps,
  committed: StoredCustomer,
  { notes = [] }: Change,
): Promise<StoredCustomer> {
  const { customerId, book } = committed;
  if (notes.length > 0) await deps.ledger.note(customerId, notes);
  if (book.outbox.length === 0) return committed;
  await announce(deps, customerId, book.outbox);
  const settled = withoutOutbox(committed);
  await clear(deps, settled);
  return settled;
}

/** A conflict here means that somebody else loaded, announced and cleared it. */
async function clear(deps: PipelineDeps, settled: StoredCustomer): Promise<void> {
  await deps.customers.commit(settled.customerId, settled.version, {
    fold: settled.fold,
    book: settled.book,
  });
}

const withoutOutbox = (customer: StoredCustomer): StoredCustomer => ({
  ...customer,
  book: { ...customer.book, outbox: [] },
});

const unseen = (customerId: string): StoredCustomer => ({
  customerId,
  version: 0,
  fold: emptyFold(),
  book: emptyBook(),
});
