import type { ShopSettings } from '#shared/config/shop.ts';
import type { Channel } from '#shared/contracts/primitives.ts';
import type { Customer, Decision, DecisionStatus } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import {
  type ContactPurpose,
  chooseChannel,
  mayContact,
  purposeOf,
  type Refusal,
  whyNoChannel,
} from './consent.ts';
import {
  answersAbout,
  type DropReason,
  whyNoLongerNeeded,
  whyUnwanted,
} from './last-look-drops.ts';
import {
  capWait,
  type HoldReason,
  type Question,
  tomorrow,
  type Wait,
  whyWait,
} from './last-look-holds.ts';

export type Dropped = {
  readonly id: string;
  readonly status: 'suppressed' | 'expired';
  readonly reason: Refusal | DropReason | 'too-late' | `too-late-after-${HoldReason}`;
};
export type Held = { readonly id: string } & Wait;

/** What becomes of each need of one contact; all three lists empty: there is nothing to do. */
export type LastLook = {
  /** Decision ids to be said now, in one message over `channel`. */
  readonly send: readonly string[];
  readonly channel?: Channel;
  /** Marketing as soon as one need is. */
  readonly purpose: ContactPurpose;
  readonly dropped: readonly Dropped[];
  readonly held: readonly Held[];
};

/** A hand-out may run this far ahead of a held need's instant; earlier it is a repeat. */
const EARLY_MS = 15 * 60_000;

/**
 * The truth about a contact at the moment of sending: which of its planned and held needs still
 * hold, which have been overtaken, and which must wait. Needs whose instant lies ahead are left
 * alone, so that a repeated hand-out of a held contact does nothing.
 */
export function lastLook(
  customer: Customer,
  contactId: string,
  shop: ShopSettings,
  calendar: Calendar,
  nowMs: number,
): LastLook {
  const due = decisionsOf(customer, contactId, ['planned', 'held']).filter(
    ([, decision]) => (decision.sendAtMs ?? 0) <= nowMs + EARLY_MS,
  );
  return look(due, { customer, contactId, shop, calendar, nowMs });
}

/** The same after the claim, over the needs that this very delivery claimed at `claimedMs`. */
export function lookAgain(
  customer: Customer,
  contactId: string,
  shop: ShopSettings,
  calendar: Calendar,
  nowMs: number,
  claimedMs: number,
): LastLook {
  const ours = decisionsOf(customer, contactId, ['claimed']).filter(
    ([, decision]) => decision.claimedMs === claimedMs,
  );
  return look(ours, { customer, contactId, shop, calendar, nowMs });
}

type Entry = readonly [id: string, decision: Decision];
type Verdict = { kind: 'send' } | ({ kind: 'drop' } & Dropped) | ({ kind: 'hold' } & Held);

const decisionsOf = (
  customer: Customer,
  contactId: string,
  statuses: readonly DecisionStatus[],
): readonly Entry[] =>
  Object.entries(customer.book.decisions).filter(
    ([, decision]) => decision.contactId === contactId && statuses.includes(decision.status),
  );

function look(entries: readonly Entry[], question: Question): LastLook {
  const ready: Entry[] = [];
  const dropped: Dropped[] = [];
  const held: Held[] = [];
  const keep = (entry: Entry, verdict: Verdict): void => {
    if (verdict.kind === 'send') ready.push(entry);
    else if (verdict.kind === 'drop') dropped.push(withoutKind(verdict));
    else held.push({ id: verdict.id, untilMs: verdict.untilMs, reason: verdict.reason });
  };
  for (const entry of entries) keep(entry, judge(entry, question));

  const channel = commonChannel(ready, question);
  const purpose = ready.some(([, decision]) => decision.kind === 'replenishment')
    ? 'marketing'
    : 'service';
  const blocked = ready.length === 0 ? undefined : capWait(purpose, question);
  const candidates = ready.splice(0);
  for (const entry of candidates) keep(entry, judgeTogether(entry, channel, blocked, question));
  const send = ready.map(([id]) => id);
  return { send, ...(channel === undefined ? {} : { channel }), purpose, dropped, held };
}

/** What speaks for or against one need, whatever else the contact carries. */
function judge([id, decision]: Entry, question: Question): Verdict {
  const { customer, contactId, calendar, nowMs } = question;
  const decidedDay = calendar.dayOf(decision.decidedMs);
  const refusal = whyNoChannel(customer.fold, purposeOf(decision.kind));
  if (refusal !== undefined) return suppress(id, refusal);
  const answers = answersAbout(decision, contactId, customer.fold, customer.book, decidedDay);
  const overtaken =
    whyNoLongerNeeded(decision, customer.fold, decidedDay) ??
    whyUnwanted(decision, answers, customer.book, calendar.dayOf(nowMs));
  if (overtaken !== undefined) return suppress(id, overtaken);
  if (calendar.dayOf(nowMs) > decision.expires) {
    return { kind: 'drop', id, status: 'expired', reason: 'too-late' };
  }
  const wait = whyWait(decision, answers, question);
  return wait === undefined ? { kind: 'send' } : holdOrExpire([id, decision], wait, calendar);
}

/** What the contact as a whole adds: the cap, and that one message goes over one channel. */
function judgeTogether(
  entry: Entry,
  channel: Channel | undefined,
  blocked: Wait | undefined,
  question: Question,
): Verdict {
  if (blocked !== undefined) return holdOrExpire(entry, blocked, question.calendar);
  const purpose = purposeOf(entry[1].kind);
  if (channel !== undefined && mayContact(question.customer.fold, channel, purpose).allowed) {
    return { kind: 'send' };
  }
  const wait: Wait = { untilMs: tomorrow(purpose, question), reason: 'other-channel' };
  return holdOrExpire(entry, wait, question.calendar);
}

/** The planned channel if it is still allowed, else the best one for the first need. */
function commonChannel(entries: readonly Entry[], question: Question): Channel | undefined {
  const first = entries[0]?.[1];
  if (first === undefined) return undefined;
  const { fold } = question.customer;
  const purpose = purposeOf(first.kind);
  const planned = first.channel;
  return planned !== undefined && mayContact(fold, planned, purpose).allowed
    ? planned
    : chooseChannel(fold, purpose);
}

function holdOrExpire([id, decision]: Entry, wait: Wait, calendar: Calendar): Verdict {
  if (calendar.dayOf(wait.untilMs) <= decision.expires) return { kind: 'hold', id, ...wait };
  return { kind: 'drop', id, status: 'expired', reason: `too-late-after-${wait.reason}` };
}

const suppress = (id: string, reason: Dropped['reason']): Verdict => ({
  kind: 'drop',
  id,
  status: 'suppressed',
  reason,
});

const withoutKind = ({ id, status, reason }: Dropped): Dropped => ({ id, status, reason });
