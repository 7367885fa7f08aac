import type { Calendar } from '#shared/domain/time/calendar.ts';
import { type ApplyContext, applyFact } from './apply-fact.ts';
import type { Fact } from './fact.ts';
import { emptyFold, type Fold } from './state.ts';

/** Keys of the newest facts that a fold remembers, so that a quick repeat costs no read. */
export const RECENT_KEYS = 3;

/**
 * The fold after `facts`, which must be in key order and newer than all that `start` has seen.
 * Folding in one go, in many goes, or from the stored JSON of an earlier go gives the same state.
 * @throws RangeError when a fact is not newer than the one before it.
 */
export function foldFacts(start: Fold, facts: readonly Fact[], calendar: Calendar): Fold {
  const draft = structuredClone(start);
  for (const fact of facts) {
    const newest = newestKey(draft);
    if (!(fact.key > newest)) {
      throw new RangeError(`fact ${fact.key} must be newer than ${newest}; refold from the ledger`);
    }
    foldOne(draft, fact, calendar);
  }
  return draft;
}

/** The fold of a whole history, in whatever order and however often its facts are given. */
export function foldHistory(facts: readonly Fact[], calendar: Calendar): Fold {
  return foldFacts(emptyFold(), inOrder(facts), calendar);
}

/** Sorted by key, each key once. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Key of the newest fact seen; the empty text before the first. */
export const newestKey = (fold: Fold): string => fold.recent.at(-1) ?? '';

function foldOne(draft: Fold, fact: Fact, calendar: Calendar): void {
  draft.facts += 1;
  draft.recent = [...draft.recent, fact.key].slice(-RECENT_KEYS);
  if (draft.erased === true) return;
  const context: ApplyContext = { day: calendar.dayOf(fact.atMs), atMs: fact.atMs, calendar };
  applyFact(draft, fact.event, context);
}
