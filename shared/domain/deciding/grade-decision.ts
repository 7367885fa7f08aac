import type { Book, Decision, Fold } from '#shared/domain/customer/state.ts';
import type { Counter } from '#shared/domain/kpi/counters.ts';
import { counted, withChanged } from './book-edits.ts';
import type { DecideContext } from './context.ts';

/** Last day on which the decision's probability speaks of. */
export const horizonEnd = (decision: Decision, { calendar }: DecideContext): number =>
  calendar.dayOf(decision.decidedMs) + decision.horizon;

/** It happened: counts how far off the date was and, for what we said, what was bought since. */
export function met(book: Book, id: string, day: number, fold: Fold, context: DecideContext): Book {
  const decision = book.decisions[id];
  if (decision === undefined) return book;
  const counts: [Counter, number][] = [
    ['dated', 1],
    ['insideInterval', isInside(decision, day) ? 1 : 0],
    ['errorDays', Math.abs(day - decision.expected)],
    ['plainErrorDays', Math.abs(day - (decision.plain ?? decision.expected))],
  ];
  const next = withChanged(counted(book, counts, context), id, { met: day });
  return decision.status === 'sent' ? attributed(next, decision, fold, context) : next;
}

/** The true day lay between the 10 % and the 90 % day. */
export const isInside = ({ p10, p90 }: Decision, day: number): boolean => day >= p10 && day <= p90;

/** What was bought since the reminder was decided; money that another reminder was given is not given twice. */
function attributed(book: Book, { spent }: Decision, fold: Fold, context: DecideContext): Book {
  const since = Math.max(spent, book.attributedTo ?? 0);
  const amountMinor = fold.spentMinor - since;
  if (amountMinor <= 0) return book;
  const counts: [Counter, number][] = [
    ['attributedOrders', 1],
    ['attributedMinor', amountMinor],
  ];
  return { ...counted(book, counts, context), attributedTo: fold.spentMinor };
}

/** Grades the probability once, on the day after its horizon. */
export function graded(book: Book, id: string, context: DecideContext): Book {
  const decision = book.decisions[id];
  if (decision === undefined || decision.graded === true) return book;
  const end = horizonEnd(decision, context);
  if (context.today <= end) return book;
  const happened = isWithin(decision, end) ? 1 : 0;
  const counts: [Counter, number][] = [
    ['forecasts', 1],
    ['forecastHappened', happened],
    ['brier', (decision.probability - happened) ** 2],
  ];
  return withChanged(counted(book, counts, context), id, { graded: true });
}

/** It happened by the end of its horizon. */
export const isWithin = ({ met: day }: Decision, end: number): boolean =>
  day !== undefined && day <= end;
