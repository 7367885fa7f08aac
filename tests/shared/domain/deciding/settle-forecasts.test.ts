import { describe, expect, it } from 'vitest';
import type { Book, Decision, Fold } from '#shared/domain/customer/state.ts';
import { SETTLED_KEPT, settleForecasts } from '#shared/domain/deciding/settle-forecasts.ts';
import { contextAt, customerAfter, TODAY } from '#tests/builders/customer.ts';
import { coffee, foldWith, service } from '#tests/functions/deliver/due-customer.ts';

/** Decided ten days ago about a purchase 30 days ago; everything about it is over tomorrow. */
const dates: Partial<Decision> = {
  anchor: TODAY - 30,
  decidedMs: contextAt(-10).nowMs,
  probability: 0.8,
  horizon: 10,
  expected: TODAY - 5,
  plain: TODAY - 7,
  p10: TODAY - 8,
  p90: TODAY,
  expires: TODAY,
};
const planned = coffee(dates);
const pairs = (lastDay: number): Partial<Fold> => ({
  pairs:
    lastDay === TODAY - 30
      ? { coffee: [lastDay, 1] }
      : { coffee: [lastDay, 1, 1, TODAY - 30, TODAY - 30, 0, 0, 0, 2] },
});

function settled(
  decision: Decision,
  {
    fold = pairs(TODAY - 30),
    book = {},
    days = 0,
  }: { fold?: Partial<Fold>; book?: Partial<Book>; days?: number } = {},
): Book {
  const before = customerAfter([], { decisions: { a: decision }, ...book }).book;
  return settleForecasts(
    { fold: foldWith({ ...pairs(TODAY - 30), ...fold }), book: before },
    contextAt(days),
  );
}
const told = ({ outbox }: Book) => outbox.map(({ type, properties }) => ({ type, ...properties }));
const counters = ({ months }: Book) => months.at(-1)?.[1] ?? {};

describe('what nobody said in time', () => {
  it('is never said, is counted and told of once, and waits for its grade', () => {
    const waiting = { ...planned, horizon: 30 };
    expect(settled(waiting).decisions['a']).toEqual(waiting);
    const late = settled(waiting, { days: 1 });
    expect(late.decisions['a']).toMatchObject({ status: 'expired', reasons: [] });
    expect(told(late)).toMatchObject([{ type: 'Reminder Expired', reason: 'too-late' }]);
    expect(counters(late)).toEqual({ E: 1 });
    const expired = late.decisions['a'] ?? expect.fail('it is gone');
    expect(told(settled(expired, { days: 2 }))).toEqual([]);
  });

  it.each(['sent', 'control', 'suppressed'] as const)('does not expire when it is %s', (status) => {
    const book = settled({ ...planned, horizon: 30, status }, { days: 1 });
    expect(book.decisions['a']?.status).toBe(status);
    expect(book.outbox).toEqual([]);
  });
});

describe('what has happened', () => {
  it('leaves the other decisions alone, and names the channel it was planned for', () => {
    const other = service({ ...dates, anchor: TODAY, horizon: 30 });
    const book = settled(
      { ...planned, horizon: 30 },
      {
        fold: pairs(TODAY - 4),
        book: { decisions: { a: { ...planned, horizon: 30 }, b: other } },
      },
    );
    expect(book.decisions['b']).toEqual(other);
    expect(told(book)).toMatchObject([{ channel: 'email' }]);
  });

  it('is not said any more, and is counted as not said', () => {
    const book = settled({ ...planned, horizon: 30 }, { fold: pairs(TODAY - 4) });
    expect(book.decisions['a']).toMatchObject({ status: 'suppressed', met: TODAY - 4 });
    expect(told(book)).toMatchObject([{ type: 'Reminder Suppressed', reason: 'already-done' }]);
    expect(counters(book)).toMatchObject({ X: 1, N: 1, I: 1, M: 1, P: 3 });
  });

  it('leaves the book once its probability is graded, with how far off it was', () => {
    const book = settled({ ...planned, status: 'sent' }, { fold: pairs(TODAY - 4), days: 1 });
    expect(book.decisions).toEqual({});
    expect(book.settled).toEqual([[1, TODAY + 1, 0.8, 1, 1, 3, 1]]);
    expect(told(book)).toEqual([
      {
        type: 'Forecast Settled',
        decisionId: 'a',
        kind: 'replenishment',
        happened: true,
        probability: 0.8,
        errorDays: 1,
      },
    ]);
    expect(book.asked).toEqual({});
  });

  it.each([
    ['service', { last: TODAY - 4, spells: [296] }, TODAY - 4],
    ['nothing', { last: TODAY - 300, spells: [] }, undefined],
  ])('is, of what is owned, %s since', (_, component, day) => {
    const machine = { product: 'espresso-9', since: TODAY - 300, readings: [] };
    const assets = { 'machine-1': { ...machine, components: { '': component } } };
    const due = service({ ...dates, anchor: TODAY - 300, horizon: 30 });
    expect(settled(due, { fold: { assets } }).decisions['a']?.met).toBe(day);
  });

  it('is a new reading where one was wanted', () => {
    const machine = { product: 'espresso-9', since: TODAY - 300, components: {} };
    const wanted = service({ ...dates, kind: 'meter-reading', horizon: 30 });
    const readOn = (day: number) => {
      const assets = { 'machine-1': { ...machine, readings: [[day, 5] as [number, number]] } };
      return settled(wanted, { fold: { assets } }).decisions['a']?.met;
    };
    expect(readOn(TODAY - 2)).toBe(TODAY - 2);
    expect(readOn(wanted.anchor)).toBeUndefined();
  });
});

describe('what never happened', () => {
  const never = (days: number) => settled({ ...planned, status: 'sent' }, { days });

  it('is settled when its horizon, its interval and its time to be said are over', () => {
    expect(never(0).decisions).toHaveProperty('a');
    const book = never(1);
    expect(book.decisions).toEqual({});
    expect(book.settled).toEqual([[1, TODAY + 1, 0.8, 0]]);
    expect(told(book)).toEqual([
      {
        type: 'Forecast Settled',
        decisionId: 'a',
        kind: 'replenishment',
        happened: false,
        probability: 0.8,
      },
    ]);
    for (const longer of [{ p90: TODAY + 1 }, { expires: TODAY + 1 }]) {
      const graded = settled({ ...planned, status: 'sent', ...longer }, { days: 1 });
      expect(graded.decisions['a']?.graded).toBe(true);
    }
  });

  it('is not taken up again for the same purchase', () => {
    expect(never(1).asked).toEqual({ 'replenishment:coffee': TODAY - 30 });
  });

  it('is remembered among the last few', () => {
    const before = Array.from({ length: SETTLED_KEPT }, (_, nth) => [1, TODAY - nth, 0.5, 1]);
    const book = settled({ ...planned, status: 'sent' }, { days: 1, book: { settled: before } });
    expect(book.settled).toEqual([...before.slice(1), [1, TODAY + 1, 0.8, 0]]);
  });
});

describe('what nobody owns any more', () => {
  it('leaves the book ungraded, and what was to be said is not', () => {
    const book = settled(planned, { fold: { pairs: {} } });
    expect(book.decisions).toEqual({});
    expect(book.settled).toEqual([]);
    expect(told(book)).toMatchObject([{ type: 'Reminder Suppressed', reason: 'no-longer-owned' }]);
    expect(settled(service(dates), { fold: { assets: {} } }).decisions).toEqual({});
    expect(settled(planned, { fold: { erased: true } }).decisions).toEqual({});
  });

  it('is left alone while a delivery has claimed it', () => {
    const claimed = { ...planned, status: 'claimed' as const };
    expect(settled(claimed, { fold: { pairs: {} } }).decisions).toEqual({ a: claimed });
  });
});
