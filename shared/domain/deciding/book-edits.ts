import type { Book, Decision } from '#shared/domain/customer/state.ts';
import { type Counter, count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { DecideContext } from './context.ts';

/** The book with amounts added to counters of the current month. */
export const counted = (
  book: Book,
  counts: readonly [Counter, number][],
  context: DecideContext,
): Book => ({
  ...book,
  months: counts.reduce(
    (months, [name, by]) => count(months, monthOf(context.today), name, by),
    book.months,
  ),
});

/** The book with one decision changed; the same book when it is not there. */
export function withChanged(book: Book, id: string, change: Partial<Decision>): Book {
  const decision = book.decisions[id];
  if (decision === undefined) return book;
  return { ...book, decisions: { ...book.decisions, [id]: { ...decision, ...change } } };
}

/** The book without one decision. */
export function without(book: Book, id: string): Book {
  const { [id]: _settled, ...decisions } = book.decisions;
  return { ...book, decisions };
}
