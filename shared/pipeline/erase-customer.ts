import type { Clock } from '#shared/runtime/clock.ts';
import type { ContactStore, CustomerStore, DocumentStore, Ledger } from '#shared/store/ports.ts';
import { caseStore } from './case-store.ts';
import { layTombstone, tombstoneId } from './tombstones.ts';

export type EraseDeps = {
  readonly customers: CustomerStore;
  readonly ledger: Ledger;
  readonly contacts: ContactStore;
  readonly documents: DocumentStore;
  readonly clock: Clock;
};

export type Erasure = {
  readonly wasKnown: boolean;
  /** Facts and notes that were deleted. */
  readonly entries: number;
};

/** A customer who is being written while erased is found again and deleted again. */
const ROUNDS = 5;

/**
 * Deletes a customer's state, ledger, address and case, and leaves a tombstone. The tombstone comes
 * first: what is broken off is finished by doing it again, and whoever commits in between finds the
 * customer gone and the tombstone there. Doing it again changes nothing.
 */
export async function eraseCustomer(deps: EraseDeps, customerId: string): Promise<Erasure> {
  const { customers, ledger, contacts, documents, clock } = deps;
  await layTombstone(documents, tombstoneId(customerId), clock.nowMs());
  await contacts.erase(customerId);
  await caseStore(documents).erase(customerId);
  let wasKnown = false;
  let entries = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const wasThere = await customers.remove(customerId);
    const deleted = await ledger.erase(customerId);
    if (!wasThere && deleted === 0) return { wasKnown, entries };
    wasKnown = true;
    entries += deleted;
  }
  throw new Error(`customer ${customerId} was written again during ${ROUNDS} rounds of erasing`);
}
