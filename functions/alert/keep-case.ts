import type { ShopSettings } from '#shared/config/shop.ts';
import { applyRiskEvent, paid, type RiskEvent } from '#shared/domain/cases/apply-risk-event.ts';
import type { SupportCase } from '#shared/domain/cases/case.ts';
import { applyCaseAction, type CaseAction } from '#shared/domain/cases/case-actions.ts';
import { caseNotice } from '#shared/domain/cases/case-notice.ts';
import type { Topic } from '#shared/messaging/ports.ts';
import { caseStore, type KeptCase } from '#shared/pipeline/case-store.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { DocumentStore } from '#shared/store/ports.ts';
import { isCaseAction } from './read-case-event.ts';

export type AlertDeps = {
  readonly documents: DocumentStore;
  readonly topic: Topic;
  readonly shop: ShopSettings;
  readonly clock: Clock;
};

/**
 * Brings the customer's one case up to date with an event. Events may come twice and in any order.
 * What is to be published is written with the case first and published after, so that whoever
 * loads the case next publishes what a crash left behind.
 */
export async function keepCase(deps: AlertDeps, event: RiskEvent | CaseAction): Promise<void> {
  await changeCase(deps, event.customerId, (known) =>
    isCaseAction(event) ? known && applyCaseAction(known, event) : applyRiskEvent(known, event),
  );
}

/**
 * The customer's case after `change`, written and published. Undefined from `change` means that
 * there is nothing to do any more.
 */
export async function changeCase<Next extends SupportCase | undefined>(
  deps: AlertDeps,
  customerId: string,
  change: (known: SupportCase | undefined) => Next,
): Promise<SupportCase | Next> {
  const cases = caseStore(deps.documents);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = await publishOwed(deps, await cases.load(customerId));
    if (known === undefined) continue;
    const next = change(known.case);
    if (next === undefined) return next;
    const isChanged = next !== known.case;
    if (isChanged && !(await cases.save(known.revision, next))) continue;
    await cases.queue(known.case, next);
    if (next.owed === null) return next;
    const told = await publishOwed(deps, { case: next, revision: known.revision + 1 });
    return told?.case ?? next;
  }
  throw new Error(`case of customer ${customerId} was changed by others ${ATTEMPTS} times`);
}

/** More than the number of functions that can work on one customer at a time. */
const ATTEMPTS = 8;

/**
 * Publishes what the case owes and writes that it did. Undefined when somebody else changed the
 * case meanwhile; they saw the same debt, and the tools take a repeat with the same key as one.
 */
async function publishOwed(deps: AlertDeps, kept: KeptCase): Promise<KeptCase | undefined> {
  if (kept.case === undefined || kept.case.owed === null) return kept;
  await deps.topic.publish(caseNotice(kept.case, kept.case.owed, deps.shop));
  const next = paid(kept.case);
  const isSaved = await caseStore(deps.documents).save(kept.revision, next);
  return isSaved ? { case: next, revision: kept.revision + 1 } : undefined;
}
