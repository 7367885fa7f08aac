import { CAP_LIMITS } from '#shared/config/shop.ts';
import type { Book, Decision } from '#shared/domain/customer/state.ts';
import { type Counter, count } from '#shared/domain/kpi/counters.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import type { Dropped, Held } from './last-look.ts';

/*
 * How a contact moves through the book. Each function returns a new book and changes only decisions
 * that are in the status it expects, so doing it twice is doing it once.
 *
 *   planned, held ── claim ──> claimed ── recordSent ──> sent
 *        ^   └──── hold, drop ────┐ └── release, hold, drop: it was certainly not sent
 *        └────────── hold ────────┘
 */

/** A delivery runs a minute at most; a claim older than this was interrupted. */
export const CLAIM_LEASE_MS = 120_000;
/** Contacts that a cap may look back on: the newest few, within the longest window a shop may set. */
const CONTACTED_KEPT = CAP_LIMITS.contacts;
const CONTACTED_KEPT_MS = CAP_LIMITS.days * DAY_MS;

/** Claims the decisions for one delivery; whoever finds them claimed must not send them. */
export const claim = (book: Book, ids: readonly string[], nowMs: number): Book =>
  change(book, ids, ['planned', 'held'], (decision) => ({
    ...unclaimed(decision),
    status: 'claimed',
    claimedMs: nowMs,
  }));

/**
 * The claimed decisions were said at `nowMs`, in one contact that counts towards the cap; also used
 * when a claim was interrupted and nobody knows whether they were said.
 */
export function recordSent(
  book: Book,
  ids: readonly string[],
  nowMs: number,
  monthIndex: number,
): Book {
  const open = openIds(book, ids, ['claimed']);
  if (open.length === 0) return book;
  const next = change(book, open, ['claimed'], (decision) => ({
    ...unclaimed(decision),
    status: 'sent',
    sendAtMs: nowMs,
  }));
  const contacted = [...book.contacted, nowMs].sort((a, b) => a - b);
  return {
    ...counted(next, monthIndex, 'sent', open.length),
    contacted: contacted.filter((atMs) => atMs > nowMs - CONTACTED_KEPT_MS).slice(-CONTACTED_KEPT),
  };
}

/** Gives claimed decisions back unsaid, to be looked at again at `sendAtMs`. */
export const release = (book: Book, ids: readonly string[], sendAtMs: number): Book =>
  change(book, ids, ['claimed'], (decision) => ({
    ...unclaimed(decision),
    status: 'held',
    sendAtMs,
  }));

/** Counts each decision once, when it is held for the first time. */
export function hold(
  book: Book,
  held: readonly Pick<Held, 'id' | 'untilMs'>[],
  monthIndex: number,
): Book {
  const ids = held.map(({ id }) => id);
  const first = openIds(book, ids, ['planned']).length;
  const untilById = new Map(held.map(({ id, untilMs }) => [id, untilMs]));
  const next = change(book, ids, ['planned', 'held', 'claimed'], (decision, id) => ({
    ...unclaimed(decision),
    status: 'held',
    ...waiting(untilById.get(id)),
  }));
  return counted(next, monthIndex, 'heldOnce', first);
}

/** They will never be said. */
export function drop(
  book: Book,
  dropped: readonly Pick<Dropped, 'id' | 'status'>[],
  monthIndex: number,
): Book {
  const statusById = new Map(dropped.map(({ id, status }) => [id, status]));
  const open = openIds(book, [...statusById.keys()], ['planned', 'held', 'claimed']);
  const tally = (status: string): number =>
    open.filter((id) => statusById.get(id) === status).length;
  const next = change(book, open, ['planned', 'held', 'claimed'], (decision, id) => ({
    ...unclaimed(decision),
    status: statusById.get(id) ?? decision.status,
  }));
  const suppressed = counted(next, monthIndex, 'suppressed', tally('suppressed'));
  return counted(suppressed, monthIndex, 'expired', tally('expired'));
}

/** Claimed decisions of a contact (of all contacts without one), at work or interrupted. */
export function claimedIds(
  book: Book,
  nowMs: number,
  contactId?: string,
): { readonly atWork: readonly string[]; readonly interrupted: readonly string[] } {
  const atWork: string[] = [];
  const interrupted: string[] = [];
  for (const [id, decision] of Object.entries(book.decisions)) {
    if (decision.status !== 'claimed') continue;
    if (contactId !== undefined && decision.contactId !== contactId) continue;
    const ageMs = nowMs - (decision.claimedMs ?? 0);
    (ageMs < CLAIM_LEASE_MS ? atWork : interrupted).push(id);
  }
  return { atWork, interrupted };
}

function change(
  book: Book,
  ids: readonly string[],
  from: readonly Decision['status'][],
  next: (decision: Decision, id: string) => Decision,
): Book {
  const decisions = { ...book.decisions };
  for (const id of openIds(book, ids, from)) {
    const decision = decisions[id];
    if (decision !== undefined) decisions[id] = next(decision, id);
  }
  return { ...book, decisions };
}

const openIds = (
  book: Book,
  ids: readonly string[],
  from: readonly Decision['status'][],
): readonly string[] =>
  ids.filter((id) => {
    const decision = book.decisions[id];
    return decision !== undefined && from.includes(decision.status);
  });

function unclaimed({ claimedMs: _, notBeforeMs: __, ...decision }: Decision): Decision {
  return decision;
}

/** The day sheet brings it up again at that instant, and no dawn plans it anew before. */
const waiting = (untilMs: number | undefined) =>
  untilMs === undefined ? {} : { sendAtMs: untilMs, notBeforeMs: untilMs };

const counted = (book: Book, monthIndex: number, counter: Counter, amount: number): Book => ({
  ...book,
  months: count(book.months, monthIndex, counter, amount),
});
