import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { canonicalJson } from '#shared/store/canonical-json.ts';
import { changeCustomer } from './change-customer.ts';
import type { PipelineDeps } from './deps.ts';

/** Whether the stored state of a customer was the fold of the ledger, byte for byte. */
export type Refolded = { readonly customerId: string; readonly matched: boolean };

/** Folds the customer's ledger anew and compares; writes nothing. */
export async function verifyCustomer(deps: PipelineDeps, customerId: string): Promise<Refolded> {
  const stored = await deps.customers.load(customerId);
  const history = foldHistory(await deps.ledger.facts(customerId), deps.calendar);
  return { customerId, matched: canonicalJson(stored?.fold) === canonicalJson(history) };
}

/**
 * Replaces the state by the fold of the ledger when they differ, or when the version before wrote it.
 * Decisions are left alone.
 */
export async function refoldCustomer(deps: PipelineDeps, customerId: string): Promise<Refolded> {
  let matched = true;
  await changeCustomer(deps, customerId, async (stored) => {
    const history = foldHistory(await deps.ledger.facts(customerId), deps.calendar);
    const isSame = canonicalJson(stored.fold) === canonicalJson(history);
    matched = isSame && stored.isOutdated !== true;
    return matched ? undefined : { fold: history, book: stored.book };
  });
  return { customerId, matched };
}
