import { describe, expect, it } from 'vitest';
import type { Book, Decision } from '#shared/domain/customer/state.ts';
import { graded, met } from '#shared/domain/deciding/grade-decision.ts';
import { contextAt, customerAfter, TODAY } from '#tests/builders/customer.ts';
import { coffee, foldWith } from '#tests/functions/deliver/due-customer.ts';

/** Foreseen for TODAY, ten days after it was decided; 80 % of days within four days of it. */
const foreseen = (changes: Partial<Decision> = {}): Decision =>
  coffee({
    decidedMs: contextAt(-10).nowMs,
    probability: 0.8,
    horizon: 20,
    expected: TODAY,
    p10: TODAY - 4,
    p90: TODAY + 4,
    plain: TODAY - 7,
    spent: 1_000,
    ...changes,
  });
const bookOf = (decision: Decision, book: Partial<Book> = {}): Book =>
  customerAfter([], { decisions: { a: decision }, ...book }).book;
const counters = ({ months }: Book) => months.at(-1)?.[1] ?? {};

describe('the date of a forecast, when it happens', () => {
  const metOn = (day: number, changes: Partial<Decision> = {}) =>
    met(bookOf(foreseen(changes)), 'a', day, foldWith(), contextAt(5));

  it('is graded by how far off it was, beside the plain rule, and by its interval', () => {
    const book = metOn(TODAY + 3);
    expect(counters(book)).toEqual({ N: 1, I: 1, M: 3, P: 10 });
    expect(book.decisions['a']?.met).toBe(TODAY + 3);
    expect(counters(metOn(TODAY - 3))).toEqual({ N: 1, I: 1, M: 3, P: 4 });
  });

  it.each([
    [TODAY - 5, 0],
    [TODAY - 4, 1],
    [TODAY + 4, 1],
    [TODAY + 5, 0],
  ])('lies inside the interval with its ends: day %i', (day, inside) => {
    expect(counters(metOn(day))['I'] ?? 0).toBe(inside);
  });

  it('is as far off as the forecast where there is no plain rule', () => {
    const { plain: _, ...rest } = foreseen();
    const book = met(bookOf(rest), 'a', TODAY + 3, foldWith(), contextAt(5));
    expect(counters(book)).toEqual({ N: 1, I: 1, M: 3, P: 3 });
  });

  it('changes nothing of a decision that is not there', () => {
    const book = bookOf(foreseen());
    expect(met(book, 'b', TODAY, foldWith(), contextAt())).toBe(book);
  });
});

describe('what was bought after a reminder', () => {
  const attributed = (spentMinor: number, decision: Decision, book: Partial<Book> = {}) =>
    met(bookOf(decision, book), 'a', TODAY, foldWith({ spentMinor }), contextAt());

  it('is its own when it was sent', () => {
    const book = attributed(1_700, foreseen({ status: 'sent' }));
    expect(counters(book)).toMatchObject({ A: 1, R: 700 });
    expect(book.attributedTo).toBe(1_700);
  });

  it('is nobody’s when it was not sent', () => {
    const book = attributed(1_700, foreseen({ status: 'suppressed' }));
    expect(counters(book)).not.toHaveProperty('A');
    expect(book).not.toHaveProperty('attributedTo');
  });

  it('is counted from what another reminder was given, and not when nothing is left', () => {
    const sent = foreseen({ status: 'sent' });
    expect(counters(attributed(1_700, sent, { attributedTo: 1_600 }))).toMatchObject({
      A: 1,
      R: 100,
    });
    expect(counters(attributed(1_700, sent, { attributedTo: 1_700 }))).not.toHaveProperty('A');
    expect(counters(attributed(900, sent))).not.toHaveProperty('A');
  });
});

describe('the probability of a forecast', () => {
  /** Its horizon ends ten days after TODAY. */
  const gradedAt = (daysLater: number, changes: Partial<Decision> = {}) =>
    graded(bookOf(foreseen(changes)), 'a', contextAt(daysLater));

  it('is graded on the day after its horizon, not before', () => {
    const early = bookOf(foreseen());
    expect(graded(early, 'a', contextAt(10))).toBe(early);
    const book = gradedAt(11);
    expect(book.decisions['a']?.graded).toBe(true);
    expect(counters(book)).toEqual({ F: 1, B: 0.64 });
  });

  it('is graded as happened when it did by the end of the horizon', () => {
    expect(counters(gradedAt(11, { met: TODAY + 10 }))).toEqual({ F: 1, G: 1, B: 0.04 });
    expect(counters(gradedAt(11, { met: TODAY + 11 }))).toEqual({ F: 1, B: 0.64 });
  });

  it('is graded once', () => {
    const book = gradedAt(11);
    expect(graded(book, 'a', contextAt(12))).toBe(book);
  });
});
