import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldFacts, foldHistory, inOrder, newestKey } from '#shared/domain/customer/fold-facts.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { assessRisk } from '#shared/domain/deciding/assess-risk.ts';
import type { StoredCustomer } from '#shared/store/ports.ts';
import { changeCustomer, type Decide, isGone } from './change-customer.ts';
import { decideContext } from './decide-context.ts';
import type { PipelineDeps } from './deps.ts';

/** How many of the given facts were new, and how many were known already. */
export type Settled = { readonly applied: number; readonly repeated: number };

/**
 * Puts facts of one customer into the ledger and brings the customer's state up to date.
 *
 * Facts newer than all that the state has seen are folded in place. A fact that is late, or that
 * the ledger had although the state may not (an earlier try that broke off), is settled by folding
 * the whole history anew. Either way the result is the fold of the ledger. Of a customer who was
 * erased nothing is kept.
 */
export async function settleFacts(
  deps: PipelineDeps,
  customerId: string,
  facts: readonly Fact[],
): Promise<Settled> {
  const added = new Set<string>();
  const model = await deps.model();
  const decide: Decide = async (stored, nowMs) => {
    if (isGone(stored)) {
      // Erased while these facts were being added, or before: none of them may stay.
      await deps.ledger.erase(customerId);
      added.clear();
      return undefined;
    }
    const fold = await foldIn(deps, stored, facts, added);
    if (fold === undefined) return undefined;
    const context = decideContext(deps, customerId, model, nowMs);
    return { fold, book: assessRisk({ fold, book: stored.book }, context) };
  };
  /* A commit on what has changed since the glance conflicts and starts over from a strong read. */
  await changeCustomer(deps, customerId, decide, await deps.customers.glance(customerId));
  return { applied: added.size, repeated: facts.length - added.size };
}

/** The new fold; undefined when the facts change nothing. Remembers in `added` what it wrote. */
async function foldIn(
  deps: PipelineDeps,
  { customerId, fold }: StoredCustomer,
  facts: readonly Fact[],
  added: Set<string>,
): Promise<Fold | undefined> {
  const fresh = inOrder(facts).filter((fact) => !fold.recent.includes(fact.key));
  const oldest = fresh[0];
  if (oldest === undefined) return undefined;
  const doubtful = await append(deps, customerId, fresh, added);
  if (!doubtful && oldest.key > newestKey(fold)) return foldFacts(fold, fresh, deps.calendar);
  const history = foldHistory(await deps.ledger.facts(customerId), deps.calendar);
  return history.facts === fold.facts ? undefined : history;
}

/** True when the ledger had one of them before this call. */
async function append(
  deps: PipelineDeps,
  customerId: string,
  fresh: readonly Fact[],
  added: Set<string>,
): Promise<boolean> {
  let doubtful = false;
  for (const fact of fresh) {
    if (added.has(fact.key)) continue;
    const outcome = await deps.ledger.append(customerId, fact);
    if (outcome === 'added') added.add(fact.key);
    else doubtful = true;
  }
  return doubtful;
}
