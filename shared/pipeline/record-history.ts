import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldHistory, inOrder } from '#shared/domain/customer/fold-facts.ts';
import { changeCustomer } from './change-customer.ts';
import type { PipelineDeps } from './deps.ts';
import type { Settled } from './settle-facts.ts';

/**
 * Records history of one customer: one read of the ledger, one write of what it lacks, one commit.
 * Nothing is decided and nothing is sent about the past.
 */
export async function recordHistory(
  deps: PipelineDeps,
  customerId: string,
  facts: readonly Fact[],
): Promise<Settled> {
  const known = await deps.ledger.facts(customerId);
  if (known.length === 0 && (await deps.isErased(customerId))) {
    return { applied: 0, repeated: facts.length };
  }
  const keys = new Set(known.map((fact) => fact.key));
  const missing = inOrder(facts).filter((fact) => !keys.has(fact.key));
  await deps.ledger.appendAll(missing.map((fact) => ({ customerId, fact })));
  await changeCustomer(deps, customerId, async (stored) => {
    // A state that has seen more than we read knows facts of another writer: read again.
    const isBehind = stored.fold.facts > known.length;
    const history = isBehind ? await deps.ledger.facts(customerId) : [...known, ...missing];
    if (stored.fold.facts === history.length) return undefined;
    return { fold: foldHistory(history, deps.calendar), book: stored.book };
  });
  return { applied: missing.length, repeated: facts.length - missing.length };
}
