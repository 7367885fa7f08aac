import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAP_LIMITS } from '#shared/config/shop.ts';
import { type Book, decisionStatus, emptyBook } from '#shared/domain/customer/state.ts';
import {
  CLAIM_LEASE_MS,
  claim,
  claimedIds,
  drop,
  hold,
  recordSent,
  release,
} from '#shared/domain/deciding/contact-progress.ts';
import { coffee, NOW_MS } from '#tests/functions/deliver/due-customer.ts';

const MONTH = 674;
const bookWith = (decisions: Book['decisions']): Book => ({ ...emptyBook(), decisions });
const ids = ['a', 'b'];
const steps = {
  claim: (book: Book) => claim(book, ids, NOW_MS),
  sent: (book: Book) => recordSent(book, ids, NOW_MS, MONTH),
  release: (book: Book) => release(book, ids, NOW_MS),
  hold: (book: Book) => hold(book, [{ id: 'a', untilMs: NOW_MS + 9 }], MONTH),
  drop: (book: Book) => drop(book, [{ id: 'b', status: 'expired' }], MONTH),
};
type Step = keyof typeof steps;
const anyStep = fc.constantFrom<Step>('claim', 'sent', 'release', 'hold', 'drop');

describe('the progress of a contact', () => {
  test('from the claim to the sent message counts each need and one contact', () => {
    const claimed = claim(bookWith({ a: coffee(), b: coffee({ status: 'held' }) }), ids, NOW_MS);
    expect(claimed.decisions['a']).toMatchObject({ status: 'claimed', claimedMs: NOW_MS });
    const sent = recordSent(claimed, ids, NOW_MS + 5, MONTH);
    expect(sent.decisions['b']).toMatchObject({ status: 'sent', sendAtMs: NOW_MS + 5 });
    expect(sent.decisions['b']).not.toHaveProperty('claimedMs');
    expect(sent.contacted).toEqual([NOW_MS + 5]);
    expect(sent.months).toEqual([[MONTH, { S: 2 }]]);
  });

  test('the contacts remembered are the newest that a cap may look back on, in order', () => {
    const recordAt = (contacted: readonly number[]): readonly number[] => {
      const book = { ...bookWith({ a: coffee() }), contacted: [...contacted] };
      return recordSent(claim(book, ids, NOW_MS), ['a'], NOW_MS, MONTH).contacted;
    };
    const windowMs = CAP_LIMITS.days * 86_400_000;
    expect(recordAt([NOW_MS + 5, NOW_MS - windowMs, NOW_MS - windowMs + 1])).toEqual([
      NOW_MS - windowMs + 1,
      NOW_MS,
      NOW_MS + 5,
    ]);
    const many = Array.from({ length: CAP_LIMITS.contacts }, (_, index) => NOW_MS - 100 + index);
    expect(recordAt(many)).toEqual([...many.slice(1), NOW_MS]);
  });

  test('a need is counted as held the first time only', () => {
    const once = hold(bookWith({ a: coffee() }), [{ id: 'a', untilMs: NOW_MS + 9 }], MONTH);
    expect(once.decisions['a']).toMatchObject({
      status: 'held',
      sendAtMs: NOW_MS + 9,
      notBeforeMs: NOW_MS + 9,
    });
    expect(hold(once, [{ id: 'a', untilMs: NOW_MS + 99 }], MONTH).months).toEqual(once.months);
  });

  test('what is given back may be planned anew at once', () => {
    const held = coffee({ status: 'held', notBeforeMs: NOW_MS });
    const back = release(claim(bookWith({ a: held }), ids, NOW_MS), ids, NOW_MS);
    expect(back.decisions['a']).toMatchObject({ status: 'held' });
    expect(back.decisions['a']).not.toHaveProperty('notBeforeMs');
  });

  test('a claim is at work until its lease is over, then it was interrupted', () => {
    const book = claim(bookWith({ a: coffee() }), ids, NOW_MS);
    expect(claimedIds(book, NOW_MS + CLAIM_LEASE_MS - 1)).toEqual({
      atWork: ['a'],
      interrupted: [],
    });
    expect(claimedIds(book, NOW_MS + CLAIM_LEASE_MS)).toEqual({ atWork: [], interrupted: ['a'] });
    expect(claimedIds(book, NOW_MS, 'contact-2')).toEqual({ atWork: [], interrupted: [] });
  });

  test('nothing leaves sent, suppressed, expired or the control group, and nothing is sent unclaimed', () => {
    const status = fc.constantFrom(...decisionStatus.options);
    fc.assert(
      fc.property(status, status, fc.array(anyStep, { maxLength: 8 }), (first, second, path) => {
        let book = bookWith({ a: coffee({ status: first }), b: coffee({ status: second }) });
        for (const step of path) {
          const next = steps[step](book);
          for (const id of ids) {
            const [before, after] = [book.decisions[id]?.status, next.decisions[id]?.status];
            if (before === after) continue;
            expect(['planned', 'held', 'claimed']).toContain(before);
            if (after === 'sent') expect(before).toBe('claimed');
          }
          book = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('each step done twice is done once', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 5 }), anyStep, (path, last) => {
        const start = bookWith({ a: coffee(), b: coffee({ status: 'held' }) });
        const once = steps[last](path.reduce((book, step) => steps[step](book), start));
        expect(steps[last](once)).toEqual(once);
      }),
    );
  });
});
