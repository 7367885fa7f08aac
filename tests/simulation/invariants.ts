import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { canonicalJson } from '#shared/store/canonical-json.ts';
import { readFact } from '#shared/store/ledger-text.ts';
import type { World } from './world.ts';

/** What must hold once everything has healed; each broken rule as a sentence. */
export function brokenRules(world: World): string[] {
  const { witness, stores } = world;
  const broken: string[] = [];
  for (const [customerId, keys] of witness.acknowledged) {
    const entries = [...(stores.ledger.stored.get(customerId) ?? [])];
    const facts = entries.filter(([entry]) => entry.startsWith('f#'));
    const found = new Set(facts.map(([entry]) => entry.slice(2)));
    for (const key of keys) {
      if (!found.has(key)) broken.push(`acknowledged event ${key} of ${customerId} was lost`);
    }
    const stored = witness.storedNow(customerId);
    const folded = foldHistory(
      facts.map(([, body]) => readFact(body)),
      world.calendar,
    );
    if (canonicalJson(stored?.fold) !== canonicalJson(folded)) {
      broken.push(`the state of ${customerId} is not the fold of its ledger`);
    }
    if ((stored?.book.outbox.length ?? 0) > 0) broken.push(`${customerId} still has an outbox`);
    for (const [id, decision] of Object.entries(stored?.book.decisions ?? {})) {
      const isOverdue = (decision.sendAtMs ?? 0) < world.time.nowMs - 86_400_000;
      if (decision.status === 'claimed') broken.push(`decision ${id} stayed claimed`);
      if (decision.status === 'planned' && isOverdue) broken.push(`decision ${id} was never said`);
    }
  }
  for (const id of witness.committedDecisions) {
    if (!witness.announcedDecisions.has(id)) broken.push(`decision ${id} was never announced`);
  }
  for (const id of witness.announcedDecisions) {
    if (!witness.committedDecisions.has(id)) broken.push(`decision ${id} was never committed`);
  }
  return broken;
}
