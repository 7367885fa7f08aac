import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Book, Customer, Decision, Fold } from '#shared/domain/customer/state.ts';
import { count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import { askedKey, stillAsked } from './asked.ts';
import { withChanged, without } from './book-edits.ts';
import type { DecideContext } from './context.ts';
import { type Decided, eventAbout, silenceEvent } from './decision-event.ts';
import { graded, horizonEnd, isInside, isWithin, met } from './grade-decision.ts';

/** Settled forecasts a customer's state remembers, for the median error. */
export const SETTLED_KEPT = 4;

/** Codes in the first place of `book.settled`. */
export const KIND_CODES = { replenishment: 1, maintenance: 2, 'meter-reading': 3 } as const;

/**
 * The book after every open decision was looked at. What was foreseen has happened, or not yet, or
 * its time is over: the date is graded when it happens, the probability when its horizon ends, hit
 * or miss alike, so that neither is graded earlier than the other. Then the decision leaves the book.
 */
export function settleForecasts(customer: Customer, context: DecideContext): Book {
  let { book } = customer;
  for (const [id, decision] of Object.entries(customer.book.decisions)) {
    if (decision.status === 'claimed') continue;
    const happened = subjectOf(customer.fold, decision);
    book =
      happened === 'gone'
        ? without(dropped(book, [id, decision], 'no-longer-owned', context), id)
        : settleOne({ fold: customer.fold, book }, [id, decision], happened, context);
  }
  return book;
}

function settleOne(
  { fold, book }: Customer,
  [id, decision]: Decided,
  happenedOn: number,
  context: DecideContext,
): Book {
  let next = book;
  if (decision.met === undefined && happenedOn > decision.anchor) {
    next = met(
      dropped(next, [id, decision], 'already-done', context),
      id,
      happenedOn,
      fold,
      context,
    );
  } else if (decision.met === undefined) next = expired(next, [id, decision], context);
  next = graded(next, id, context);
  const after = next.decisions[id];
  const isOver = after?.met !== undefined || context.today > lastDayToSettle(decision, context);
  return after?.graded === true && isOver
    ? closed({ fold, book: next }, [id, after], context)
    : next;
}

const lastDayToSettle = (decision: Decision, context: DecideContext): number =>
  Math.max(decision.p90, decision.expires, horizonEnd(decision, context));

/** Day of the newest purchase, service or reading of the subject; `gone` when it is not owned any more. */
function subjectOf(fold: Fold, { kind, subject }: Decision): number | 'gone' {
  if (fold.erased === true) return 'gone';
  if (kind === 'replenishment') {
    const pair = fold.pairs[subject];
    return (pair === undefined ? undefined : viewPair(pair)?.lastDay) ?? 'gone';
  }
  const asset = fold.assets[subject];
  if (asset === undefined) return 'gone';
  if (kind === 'meter-reading') return asset.readings.at(-1)?.[0] ?? asset.since;
  const services = Object.values(asset.components).map((component) => component.last);
  return Math.max(asset.since, ...services);
}

/** What was still to be said will not be: the need has passed. */
function dropped(
  book: Book,
  [id, decision]: Decided,
  reason: string,
  context: DecideContext,
): Book {
  if (decision.status !== 'planned' && decision.status !== 'held') return book;
  return {
    ...withChanged(book, id, { status: 'suppressed', reasons: [] }),
    months: count(book.months, monthOf(context.today), 'suppressed'),
    outbox: [...book.outbox, silenceEvent(context, 'Reminder Suppressed', [id, decision], reason)],
  };
}

/** A decision that nobody said in time is never said; it waits for its grade. */
function expired(book: Book, [id, decision]: Decided, context: DecideContext): Book {
  const isWaiting = decision.status === 'planned' || decision.status === 'held';
  if (!isWaiting || context.today <= decision.expires) return book;
  return {
    ...withChanged(book, id, { status: 'expired', reasons: [] }),
    months: count(book.months, monthOf(context.today), 'expired'),
    outbox: [...book.outbox, silenceEvent(context, 'Reminder Expired', [id, decision], 'too-late')],
  };
}

/** The decision leaves the book; what never happened is not taken up again for the same anchor. */
function closed({ fold, book }: Customer, [id, decision]: Decided, context: DecideContext): Book {
  const { kind, anchor, probability, expected, plain, met: day } = decision;
  const happened = isWithin(decision, horizonEnd(decision, context));
  const errorDays = day === undefined ? undefined : day - expected;
  const dates =
    day === undefined
      ? []
      : [day - expected, day - (plain ?? expected), isInside(decision, day) ? 1 : 0];
  const settled = [KIND_CODES[kind], context.today, probability, happened ? 1 : 0, ...dates];
  const event = eventAbout(context, 'Forecast Settled', id, {
    decisionId: id,
    kind,
    happened,
    probability,
    ...(errorDays === undefined ? {} : { errorDays }),
  });
  const asked = stillAsked(book.asked, fold, context.today);
  if (day === undefined) asked[askedKey(decision)] = anchor;
  return without(
    {
      ...book,
      asked,
      settled: [...book.settled, settled].slice(-SETTLED_KEPT),
      outbox: [...book.outbox, event],
    },
    id,
  );
}
