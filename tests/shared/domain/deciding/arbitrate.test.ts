import { describe, expect, it } from 'vitest';
import type { Book, Decision } from '#shared/domain/customer/state.ts';
import { arbitrate, NEEDS_PER_CONTACT } from '#shared/domain/deciding/arbitrate.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import type { Decided } from '#shared/domain/deciding/decision-event.ts';
import {
  agreedToMarketing,
  contextAt,
  customerAfter,
  eventOf,
  identified,
} from '#tests/builders/customer.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { coffee } from '#tests/functions/deliver/due-customer.ts';

const { nowMs } = contextAt();
const HOUR_MS = 3_600_000;
const capOf = (contacts: number) => ({ shop: shopWith({ cap: { contacts, days: 7 } }) });

/** A need that is new: nothing was planned or said about it. */
const need = (id: string, changes: Partial<Decision> = {}): Decided => {
  const { contactId: _contact, channel: _channel, sendAtMs: _at, ...fresh } = coffee();
  return [id, { ...fresh, status: 'held', subject: id, ...changes }];
};
const service = (id: string): Decided => need(id, { kind: 'maintenance' });

function arbitrated(
  needs: readonly Decided[],
  book: Partial<Book> = {},
  changes: Partial<DecideContext> = {},
  events = [identified(), agreedToMarketing()],
) {
  return arbitrate(customerAfter(events, book), needs, contextAt(0, changes));
}
const statuses = ({ decisions }: Book) =>
  Object.fromEntries(Object.entries(decisions).map(([id, { status }]) => [id, status]));
const contactsOf = ({ decisions }: Book, ...ids: string[]) =>
  new Set(ids.map((id) => decisions[id]?.contactId)).size;
const counters = (book: Book) => book.months.at(-1)?.[1];

describe('what is said', () => {
  it('leaves what was decided before as it was', () => {
    const sent = coffee({ status: 'sent' });
    const book = arbitrated([need('b')], { decisions: { a: sent } });
    expect(book.decisions['a']).toEqual(sent);
    expect(statuses(book)).toEqual({ a: 'sent', b: 'planned' });
    expect(counters(book)).toEqual({ D: 1 });
  });

  it('is the same book when there is nothing to say', () => {
    const customer = customerAfter([identified()], { decisions: { a: coffee() } });
    expect(arbitrate(customer, [], contextAt())).toBe(customer.book);
  });

  it('is service and marketing apart, each in one contact', () => {
    const book = arbitrated([need('a'), service('b'), need('c'), service('d')]);
    expect(contactsOf(book, 'a', 'c')).toBe(1);
    expect(contactsOf(book, 'b', 'd')).toBe(1);
    expect(contactsOf(book, 'a', 'b')).toBe(2);
    expect(book.outbox.map(({ type }) => type)).toEqual(['Maintenance Due', 'Replenishment Due']);
  });

  it('is the most pressing first, of two alike the first by id, as far as one message holds', () => {
    const needs = ['f', 'e', 'd', 'c', 'b', 'a'].map((id) => need(id));
    const [event] = arbitrated([...needs, need('z', { probability: 0.9 })]).outbox;
    const told = event !== undefined && 'needs' in event.properties ? event.properties.needs : [];
    expect(told.map(({ decisionId }) => decisionId)).toEqual(['z', 'a', 'b', 'c', 'd']);
    expect(told).toHaveLength(NEEDS_PER_CONTACT);
  });

  it('takes its reasons into the event and out of the state', () => {
    const book = arbitrated([need('a')]);
    expect(book.decisions['a']?.reasons).toEqual([]);
    expect(book.outbox).toMatchObject([
      { properties: { needs: [{ reasons: [{ text: 'usually-every', value: 33 }] }] } },
    ]);
  });

  it('is what was held, from its instant on', () => {
    const waiting = need('a', { notBeforeMs: nowMs + 1 })[1];
    expect(statuses(arbitrated([], { decisions: { a: waiting } }))).toEqual({ a: 'held' });
    const ready = need('a', { notBeforeMs: nowMs })[1];
    const book = arbitrated([], { decisions: { a: ready } });
    expect(statuses(book)).toEqual({ a: 'planned' });
    expect(book.decisions['a']).not.toHaveProperty('notBeforeMs');
  });
});

describe('the cap', () => {
  it('counts each contact on the day sheet or under way once, whatever it says', () => {
    const underway = (status: Decision['status'], contactId: string) =>
      coffee({ status, contactId, sendAtMs: nowMs + HOUR_MS });
    const decisions = { a: underway('planned', 'k-1'), b: underway('planned', 'k-1') };
    expect(statuses(arbitrated([need('c')], { decisions }, capOf(2)))['c']).toBe('planned');
    const two = { ...decisions, d: underway('claimed', 'k-2') };
    expect(statuses(arbitrated([need('c')], { decisions: two }, capOf(2)))['c']).toBe('held');
    const over = { ...decisions, d: underway('suppressed', 'k-2') };
    expect(statuses(arbitrated([need('c')], { decisions: over }, capOf(2)))['c']).toBe('planned');
  });

  it('counts the contact for service before the one for marketing', () => {
    const book = arbitrated([need('a'), service('b')], {}, capOf(1));
    expect(statuses(book)).toEqual({ a: 'held', b: 'planned' });
    expect(counters(book)).toEqual({ D: 2, H: 1 });
  });
});

describe('what is not said', () => {
  it('is counted as suppressed when nothing may be said, and not in the control group', () => {
    const suppressed = arbitrated([need('a')], {}, {}, [identified()]);
    expect(statuses(suppressed)).toEqual({ a: 'suppressed' });
    expect(counters(suppressed)).toEqual({ D: 1, X: 1 });
    const control = arbitrated([need('a')], {}, { heldOut: true });
    expect(statuses(control)).toEqual({ a: 'control' });
    expect(counters(control)).toEqual({ D: 1 });
  });

  it('waits for an open complaint only when it is marketing', () => {
    const complaint = eventOf('Complaint Opened', 2, { complaintId: 'k' });
    const events = [identified(), agreedToMarketing(), complaint];
    const book = arbitrated([need('a'), service('b')], {}, {}, events);
    expect(statuses(book)).toEqual({ a: 'held', b: 'planned' });
  });
});
