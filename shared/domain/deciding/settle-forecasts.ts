import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Book, Customer, Decision, Fold } from '#shared/domain/customer/state.ts';
import { type Counter, count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { DecideContext } from './context.ts';
import { type Decided, eventAbout, silenceEvent } from './decision-event.ts';

/** Settled forecasts a customer's state remembers, for the median error. */
export const SETTLED_KEPT = 4;

/** Codes in the first place of `book.settled`. */
export const KIND_CODES = { replenishment: 1, maintenance: 2, 'meter-reading': 3 } as const;

/**
 * The book after every open decision that can be graded has been: what was foreseen has happened,
 * or its time is over. A settled decision leaves the book; its figures stay in the counters.
 */
export function settleForecasts(customer: Customer, context: DecideContext): Book {
  let { book } = customer;
  for (const decided of Object.entries(customer.book.decisions)) {
    book = settleOne({ fold: customer.fold, book }, decided, context);
  }
  return book;
}

function settleOne({ fold, book }: Customer, decided: Decided, context: DecideContext): Book {
  const [id, decision] = decided;
  if (decision.status === 'claimed') return book;
  const subject = subjectOf(fold, decision);
  if (subject === 'gone') return without(dropped(book, decided, 'no-longer-owned', context), id);
  if (subject > decision.anchor) {
    const told = dropped(book, decided, 'already-done', context);
    return without(graded(told, { fold, decided, happenedOn: subject }, context), id);
  }
  if (context.today <= lastDayToSettle(decision, context)) return expired(book, decided, context);
  const missed = graded(book, { fold, decided, happenedOn: undefined }, context);
  const asked = { ...missed.asked, [`${decision.kind}:${decision.subject}`]: decision.anchor };
  return without({ ...missed, asked }, id);
}

const lastDayToSettle = (decision: Decision, context: DecideContext): number =>
  Math.max(decision.p90, decision.expires, horizonEnd(decision, context));

const horizonEnd = (decision: Decision, { calendar }: DecideContext): number =>
  calendar.dayOf(decision.decidedMs) + decision.horizon;

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
function dropped(book: Book, decided: Decided, reason: string, context: DecideContext): Book {
  const { status } = decided[1];
  if (status !== 'planned' && status !== 'held') return book;
  return {
    ...book,
    months: count(book.months, monthOf(context.today), 'suppressed'),
    outbox: [...book.outbox, silenceEvent(context, 'Reminder Suppressed', decided, reason)],
  };
}

/** A decision that nobody said in time is never said; it waits for its grade. */
function expired(book: Book, decided: Decided, context: DecideContext): Book {
  const [id, decision] = decided;
  const isWaiting = decision.status === 'planned' || decision.status === 'held';
  if (!isWaiting || context.today <= decision.expires) return book;
  return {
    ...book,
    decisions: { ...book.decisions, [id]: { ...decision, status: 'expired' } },
    months: count(book.months, monthOf(context.today), 'expired'),
    outbox: [...book.outbox, silenceEvent(context, 'Reminder Expired', decided, 'too-late')],
  };
}

type Grade = {
  readonly fold: Fold;
  readonly decided: Decided;
  readonly happenedOn: number | undefined;
};

/** Counts how good the forecast was and, for what we said, what was bought since. */
function graded(book: Book, { fold, decided, happenedOn }: Grade, context: DecideContext): Book {
  const [id, decision] = decided;
  const withinHorizon = happenedOn !== undefined && happenedOn <= horizonEnd(decision, context);
  const isInside =
    happenedOn !== undefined && happenedOn >= decision.p10 && happenedOn <= decision.p90;
  const errorDays = happenedOn === undefined ? undefined : happenedOn - decision.expected;
  const plainDays =
    happenedOn === undefined ? 0 : happenedOn - (decision.plain ?? decision.expected);
  const counts: [Counter, number][] = [
    ['forecasts', 1],
    ['forecastHappened', withinHorizon ? 1 : 0],
    ['brier', (decision.probability - (withinHorizon ? 1 : 0)) ** 2],
    ['insideInterval', isInside ? 1 : 0],
    ['dated', happenedOn === undefined ? 0 : 1],
    ['errorDays', Math.abs(errorDays ?? 0)],
    ['plainErrorDays', Math.abs(plainDays)],
  ];
  if (decision.status === 'sent' && happenedOn !== undefined) {
    counts.push(['attributedOrders', 1], ['attributedMinor', fold.spentMinor - decision.spent]);
  }
  const month = monthOf(context.today);
  const settled: number[] = [
    KIND_CODES[decision.kind],
    context.today,
    decision.probability,
    withinHorizon ? 1 : 0,
    ...(errorDays === undefined ? [] : [errorDays, plainDays, isInside ? 1 : 0]),
  ];
  return {
    ...book,
    months: counts.reduce((months, [name, by]) => count(months, month, name, by), book.months),
    settled: [...book.settled, settled].slice(-SETTLED_KEPT),
    outbox: [
      ...book.outbox,
      eventAbout(context, 'Forecast Settled', id, {
        decisionId: id,
        kind: decision.kind,
        happened: withinHorizon,
        probability: decision.probability,
        ...(errorDays === undefined ? {} : { errorDays }),
      }),
    ],
  };
}

function without(book: Book, id: string): Book {
  const { [id]: _settled, ...decisions } = book.decisions;
  return { ...book, decisions };
}
