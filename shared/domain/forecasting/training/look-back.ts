import { applyFact } from '#shared/domain/customer/apply-fact.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** A customer as they were known at the end of a past day, beside all that ever happened to them. */
export type Moment = {
  readonly day: number;
  /** State at the end of the day. It changes with the next moment: read it, do not keep it. */
  readonly fold: Fold;
  /** The whole history, what came after the day included. */
  readonly timeline: Timeline;
};

/**
 * The customer at the end of each of the `days`, oldest first: only what happened until then is in
 * the state. `facts` are the customer's whole history in key order. Days before the first fact are
 * left out.
 */
export function* lookBack(
  facts: readonly Fact[],
  days: readonly number[],
  calendar: Calendar,
): Generator<Moment> {
  if (facts.length === 0) return;
  const timeline = timelineOf(facts, calendar);
  const fold = emptyFold();
  let next = 0;
  for (const day of [...days].sort((a, b) => a - b)) {
    for (; next < facts.length; next += 1) {
      const fact = facts[next];
      if (fact === undefined || calendar.dayOf(fact.atMs) > day) break;
      fold.facts += 1;
      applyFact(fold, fact.event, { day: calendar.dayOf(fact.atMs), atMs: fact.atMs, calendar });
    }
    if (next > 0 && fold.erased !== true) yield { day, fold, timeline };
  }
}
