import { describe, expect, it } from 'vitest';
import type { Book, Fold } from '#shared/domain/customer/state.ts';
import { heedAnswers } from '#shared/domain/deciding/heed-answers.ts';
import { contextAt, customerAfter, TODAY } from '#tests/builders/customer.ts';
import { coffee, foldWith } from '#tests/functions/deliver/due-customer.ts';

const { calendar } = contextAt();
const sent = coffee({ status: 'sent', anchor: TODAY - 30, expected: TODAY + 3 });
const other = coffee({ status: 'sent', contactId: 'contact-2', subject: 'tea' });

function heeded(answer: string, decisions: Book['decisions'] = { a: sent, b: other }): Book {
  const answers: Fold['answers'] = [['contact-1', answer, TODAY - 1]];
  const { book } = customerAfter([], { decisions });
  return heedAnswers({ fold: foldWith({ answers }), book }, contextAt());
}

describe('an answer to a reminder', () => {
  it.each([
    ['remind-later', TODAY - 1 + 7],
    ['still-have-plenty', TODAY - 1 + 11],
  ])('%s: it comes up again then, in another contact', (answer, day) => {
    const { decisions } = heeded(answer);
    expect(decisions['a']).toMatchObject({ status: 'held', notBeforeMs: calendar.at(day, 0) });
    expect(decisions['a']).not.toHaveProperty('contactId');
  });

  it('still-have-plenty: it comes up again after a week at least', () => {
    const weekly = { ...sent, anchor: TODAY - 4 };
    expect(heeded('still-have-plenty', { a: weekly }).decisions['a']?.notBeforeMs).toBe(
      calendar.at(TODAY - 1 + 7, 0),
    );
  });

  it('not-interested: nothing is said about that for half a year', () => {
    const book = heeded('not-interested');
    expect(book.asked).toEqual({ 'declined:replenishment:coffee': TODAY - 1 + 180 });
    const { contactId: _, ...silent } = sent;
    expect(book.decisions['a']).toEqual(silent);
  });

  it('leaves all else of the book as it was', () => {
    const { book } = customerAfter([], { decisions: { a: sent, b: other }, contacted: [1] });
    for (const answer of ['remind-later', 'not-interested']) {
      const answers: Fold['answers'] = [['contact-1', answer, TODAY - 1]];
      const after = heedAnswers({ fold: foldWith({ answers }), book }, contextAt());
      expect(after).toEqual({ ...book, asked: after.asked, decisions: after.decisions });
      expect(after.decisions['b']).toEqual(other);
    }
  });

  it('is about every need of its contact and no other', () => {
    const both = { a: sent, c: { ...sent, subject: 'filters' }, b: other };
    expect(Object.values(heeded('remind-later', both).decisions)).toMatchObject([
      { status: 'held' },
      { status: 'held' },
      { status: 'sent', contactId: 'contact-2' },
    ]);
    expect(Object.keys(heeded('not-interested', both).asked)).toEqual([
      'declined:replenishment:coffee',
      'declined:replenishment:filters',
    ]);
  });

  it.each(['helpful', 'already-done'])('%s: changes nothing', (answer) => {
    const { book } = customerAfter([], { decisions: { a: sent } });
    expect(heeded(answer, book.decisions)).toEqual(book);
  });

  it('is heeded once, and not for what was never sent', () => {
    const held = { a: { ...sent, status: 'held' as const } };
    expect(heeded('remind-later', held).decisions).toEqual(held);
    const once = heeded('remind-later');
    expect(heeded('remind-later', once.decisions)).toEqual(once);
  });
});
