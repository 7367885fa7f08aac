import type { Channel } from '#shared/contracts/primitives.ts';
import type { Book } from '#shared/domain/customer/state.ts';
import { drop, hold, recordSent } from '#shared/domain/deciding/contact-progress.ts';
import type { LastLook } from '#shared/domain/deciding/last-look.ts';
import { type Calendar, monthOf } from '#shared/domain/time/calendar.ts';
import type { Delivery } from './deps.ts';
import { groupOutcomes, type Outcome, outcomeEvent } from './outcome-events.ts';

/** How long a message waits that the provider could not take now. */
const POSTPONED_MS = 15 * 60_000;

/** Who is told what, and when. */
export type Telling = {
  readonly to: Delivery;
  readonly calendar: Calendar;
  readonly nowMs: number;
};

/** The book after a look: what fell away is dropped, what must wait is held, both announced. */
export function withLook(book: Book, look: LastLook, telling: Telling): Book {
  const month = monthIndex(telling);
  const settled = hold(drop(book, look.dropped, month), look.held, month);
  const outcomes = groupOutcomes([
    ...look.dropped.map(({ id, status, reason }) => ({
      name: status === 'expired' ? ('Reminder Expired' as const) : ('Reminder Suppressed' as const),
      id,
      reason,
    })),
    ...look.held.map(({ id, reason, untilMs }) => ({
      name: 'Reminder Held' as const,
      id,
      reason,
      heldUntilMs: untilMs,
    })),
  ]);
  return announcing(settled, outcomes, telling);
}

/** How sure we are that it was said, and where; an interrupted delivery left no channel behind. */
export type Said =
  | { readonly reason: 'accepted'; readonly channel: Channel; readonly providerMessageId: string }
  | { readonly reason: 'outcome-unknown'; readonly channel?: Channel };

export function withSent(book: Book, ids: readonly string[], said: Said, telling: Telling): Book {
  const claimed = claimedOf(book, ids);
  if (claimed.length === 0) return book;
  const sent = recordSent(book, claimed, telling.nowMs, monthIndex(telling));
  return announcing(sent, [{ name: 'Reminder Sent', ids: claimed, ...said }], telling);
}

/** Claimed needs that were certainly not said, and never will be. */
export function withSuppressed(
  book: Book,
  ids: readonly string[],
  reason: 'unreachable' | 'refused-by-provider',
  telling: Telling,
): Book {
  const claimed = claimedOf(book, ids);
  if (claimed.length === 0) return book;
  const dropped = claimed.map((id) => ({ id, status: 'suppressed' as const }));
  const outcome: Outcome = { name: 'Reminder Suppressed', ids: claimed, reason };
  return announcing(drop(book, dropped, monthIndex(telling)), [outcome], telling);
}

/** Claimed needs that were certainly not said and are tried again a quarter of an hour later. */
export function withPostponed(
  book: Book,
  ids: readonly string[],
  reason: 'provider-busy' | 'channel-changed',
  telling: Telling,
): Book {
  const claimed = claimedOf(book, ids);
  if (claimed.length === 0) return book;
  const untilMs = telling.nowMs + POSTPONED_MS;
  const held = claimed.map((id) => ({ id, untilMs }));
  const outcome: Outcome = { name: 'Reminder Held', ids: claimed, reason, heldUntilMs: untilMs };
  return announcing(hold(book, held, monthIndex(telling)), [outcome], telling);
}

const claimedOf = (book: Book, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => book.decisions[id]?.status === 'claimed');

const monthIndex = ({ calendar, nowMs }: Telling): number => monthOf(calendar.dayOf(nowMs));

const announcing = (book: Book, outcomes: readonly Outcome[], { to, nowMs }: Telling): Book => ({
  ...book,
  outbox: [...book.outbox, ...outcomes.map((outcome) => outcomeEvent(to, outcome, nowMs))],
});
