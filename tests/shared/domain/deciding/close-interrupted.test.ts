import { describe, expect, it } from 'vitest';
import type { Book } from '#shared/domain/customer/state.ts';
import { closeInterrupted } from '#shared/domain/deciding/close-interrupted.ts';
import { CLAIM_LEASE_MS } from '#shared/domain/deciding/contact-progress.ts';
import { contextAt, customerAfter } from '#tests/builders/customer.ts';
import { coffee } from '#tests/functions/deliver/due-customer.ts';

const context = contextAt();
const claimedAgo = (ageMs: number, contactId: string) =>
  coffee({ status: 'claimed', contactId, claimedMs: context.nowMs - ageMs });
const bookOf = (decisions: Book['decisions']): Book => customerAfter([], { decisions }).book;

describe('a delivery that broke off after its claim', () => {
  it('counts as said, in one contact, and is told of as unknown', () => {
    const book = closeInterrupted(
      bookOf({
        b: claimedAgo(CLAIM_LEASE_MS, 'k-1'),
        a: claimedAgo(CLAIM_LEASE_MS, 'k-1'),
        c: claimedAgo(CLAIM_LEASE_MS + 1, 'k-2'),
      }),
      context,
    );
    expect(Object.values(book.decisions).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'sent'),
    );
    expect(book.contacted).toEqual([context.nowMs, context.nowMs]);
    expect(book.months.at(-1)?.[1]).toEqual({ S: 3 });
    const reason = 'outcome-unknown';
    expect(book.outbox.map(({ type, properties }) => ({ type, ...properties }))).toEqual([
      { type: 'Reminder Sent', contactId: 'k-1', decisionIds: ['a', 'b'], reason },
      { type: 'Reminder Sent', contactId: 'k-2', decisionIds: ['c'], reason },
    ]);
  });

  it('is left alone while it may still be under way', () => {
    const book = bookOf({ a: claimedAgo(CLAIM_LEASE_MS - 1, 'k-1') });
    expect(closeInterrupted(book, context)).toBe(book);
  });
});
