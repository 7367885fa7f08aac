import type { Channel } from '#shared/contracts/primitives.ts';
import type { Book, Customer, Decision } from '#shared/domain/customer/state.ts';
import { count } from '#shared/domain/kpi/counters.ts';
import { stableId } from '#shared/domain/stable-hash.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import { type ContactPurpose, chooseChannel, purposeOf, whyNoChannel } from './consent.ts';
import type { DecideContext } from './context.ts';
import { type Decided, dueEvent, silenceEvent } from './decision-event.ts';
import { capFreeAt } from './rolling-cap.ts';
import { plannedSendMs } from './send-time.ts';

/** Needs that one message carries at most. */
export const NEEDS_PER_CONTACT = 5;

/**
 * The one place where it is settled who hears what and when. New needs and those still held are
 * taken together, the most pressing first: said in one contact per purpose where possible, held
 * while a cap or an open complaint stands in the way, suppressed where nothing may be said at all.
 */
export function arbitrate(
  customer: Customer,
  needs: readonly Decided[],
  context: DecideContext,
): Book {
  const fresh = countNew(customer.book, needs, context);
  const held = Object.entries(fresh.decisions).filter(([, decision]) => decision.status === 'held');
  const service = held.filter(([, decision]) => purposeOf(decision.kind) === 'service');
  const marketing = held.filter(([, decision]) => purposeOf(decision.kind) === 'marketing');
  const afterService = arbitrateGroup({ ...customer, book: fresh }, service, 'service', context);
  return arbitrateGroup({ ...customer, book: afterService }, marketing, 'marketing', context);
}

function countNew(book: Book, needs: readonly Decided[], { today }: DecideContext): Book {
  if (needs.length === 0) return book;
  return {
    ...book,
    decisions: { ...book.decisions, ...Object.fromEntries(needs) },
    months: count(book.months, monthOf(today), 'decided', needs.length),
  };
}

function arbitrateGroup(
  { fold, book }: Customer,
  waiting: readonly Decided[],
  purpose: ContactPurpose,
  context: DecideContext,
): Book {
  const ready = waiting.filter(([, each]) => (each.notBeforeMs ?? 0) <= context.nowMs);
  if (ready.length === 0) return book;
  if (context.heldOut) return silence(book, ready, 'control', 'control-group', context);
  const channel = chooseChannel(fold, purpose);
  if (channel === undefined) {
    const reason = whyNoChannel(fold, purpose) ?? 'unreachable';
    return silence(book, ready, 'suppressed', reason, context);
  }
  if (purpose === 'marketing' && Object.keys(fold.complaints).length > 0) {
    return silence(book, ready, 'held', 'open-complaint', context);
  }
  if (capFreeAt(contactsMade(book), context.shop.cap, context.nowMs) > context.nowMs) {
    return silence(book, ready, 'held', 'frequency-cap', context);
  }
  const sendAtMs = plannedSendMs(fold, context.shop, context.calendar, context.nowMs, purpose);
  return plan(book, ready, { channel, sendAtMs }, context);
}

/** Contacts already made and those on the day sheet; a cap counts both. */
function contactsMade(book: Book): number[] {
  const planned = new Map<string, number>();
  for (const { status, contactId, sendAtMs } of Object.values(book.decisions)) {
    const isUnderway = status === 'planned' || status === 'claimed';
    if (isUnderway && contactId !== undefined && sendAtMs !== undefined)
      planned.set(contactId, sendAtMs);
  }
  return [...book.contacted, ...planned.values()];
}

function plan(
  book: Book,
  ready: readonly Decided[],
  { channel, sendAtMs }: { channel: Channel; sendAtMs: number },
  context: DecideContext,
): Book {
  const said = [...ready].sort(mostPressingFirst).slice(0, NEEDS_PER_CONTACT);
  const contactId = stableId(`${context.customerId}|${sendAtMs}|${said.map(([id]) => id).join()}`);
  const planned = said.map(([id, decision]): Decided => {
    const { notBeforeMs: _passed, ...rest } = decision;
    return [id, { ...rest, status: 'planned', contactId, channel, sendAtMs }];
  });
  return {
    ...book,
    decisions: { ...book.decisions, ...Object.fromEntries(planned.map(withoutReasons)) },
    outbox: [...book.outbox, dueEvent(context, { contactId, channel, sendAtMs }, planned)],
  };
}

const mostPressingFirst = ([a, left]: Decided, [b, right]: Decided): number =>
  right.probability - left.probability || (a < b ? -1 : 1);

/** Once told, reasons are in the ledger and need no room in the state. */
const withoutReasons = ([id, decision]: Decided): Decided => [id, { ...decision, reasons: [] }];

/** Marks decisions as not said; tells and counts it once, not every dawn that it lasts. */
function silence(
  book: Book,
  decided: readonly Decided[],
  status: 'held' | 'suppressed' | 'control',
  reason: string,
  context: DecideContext,
): Book {
  const news = decided.filter(([, decision]) => decision['heldFor'] !== reason);
  if (news.length === 0) return book;
  const type = status === 'held' ? 'Reminder Held' : 'Reminder Suppressed';
  const marked = news.map(([id, decision]): Decided => [id, mark(decision, status, reason)]);
  const counter = status === 'held' ? 'heldOnce' : 'suppressed';
  return {
    ...book,
    decisions: { ...book.decisions, ...Object.fromEntries(marked) },
    months:
      status === 'control'
        ? book.months
        : count(book.months, monthOf(context.today), counter, news.length),
    outbox: [...book.outbox, ...marked.map((each) => silenceEvent(context, type, each, reason))],
  };
}

/** What is never said needs no reasons any more: they are in the ledger. */
const mark = (decision: Decision, status: Decision['status'], reason: string): Decision =>
  status === 'held'
    ? { ...decision, status, heldFor: reason }
    : { ...decision, status, reasons: [] };
