import type { Book } from '#shared/domain/customer/state.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import { claimedIds, recordSent } from './contact-progress.ts';
import type { DecideContext } from './context.ts';
import { eventAbout } from './decision-event.ts';

/**
 * The book without deliveries that broke off after their claim and whose message never came back:
 * nobody knows whether they were said, so they count as said and are not said again.
 */
export function closeInterrupted(book: Book, context: DecideContext): Book {
  const { interrupted } = claimedIds(book, context.nowMs);
  const byContact = Map.groupBy(interrupted, (id) => book.decisions[id]?.contactId ?? id);
  let closed = book;
  for (const [contactId, ids] of byContact) {
    const recorded = recordSent(closed, ids, context.nowMs, monthOf(context.today));
    const event = eventAbout(context, 'Reminder Sent', `${contactId}|interrupted`, {
      contactId,
      decisionIds: [...ids].sort(),
      reason: 'outcome-unknown',
    });
    closed = { ...recorded, outbox: [...recorded.outbox, event] };
  }
  return closed;
}
