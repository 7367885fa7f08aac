import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { Book } from '#shared/domain/customer/state.ts';
import { dueRows, riskRowOf } from '#shared/domain/deciding/look-ahead.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import {
  bought,
  contextAt,
  customerAfter,
  eventOf,
  identified,
  regularBuyer,
  TODAY,
} from '#tests/builders/customer.ts';
import { modelInPercent } from '#tests/builders/told-in-percent.ts';

const objected = eventOf('Consent Withdrawn', 1, { channel: 'any', purpose: 'profiling' });

describe('what falls due', () => {
  const due = (events: readonly InboundEvent[], daysLater = 0) =>
    dueRows(customerAfter(events), contextAt(daysLater));

  it('is listed with its dates in order and its share of an average order', () => {
    const [row, ...others] = due(regularBuyer());
    if (row === undefined) expect.fail('nothing is due');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'replenishment', subject: 'beans', overdue: false });
    expect(row.valueMinor).toBe(Math.round(1_500 * row.probability));
    expect(row.p10 <= row.expectedOn && row.expectedOn <= row.p90).toBe(true);
    expect(row.expectedOn >= isoDate(TODAY)).toBe(true);
    expect(row.p10 < row.p90).toBe(true);
  });

  it('is not listed more than 30 days ahead', () => {
    const every50Days = (lastAgo: number) =>
      [300, 250, 200, 150, 100, 50, 0].map((earlier) => bought(lastAgo + earlier));
    expect(due(every50Days(45))).toHaveLength(1);
    expect(due(every50Days(5))).toEqual([]);
  });

  it('is overdue once the usual day has passed, and missed when most would have come', () => {
    expect(due(regularBuyer(), 3)).toMatchObject([{ overdue: true }]);
    expect(due(regularBuyer(), 200)).toEqual([]);
  });

  it('is told in words, but in percent once the newest weeks say enough of the next', () => {
    const inPercent = contextAt(0, { model: modelInPercent(TODAY) });
    expect(due(regularBuyer())).toMatchObject([{ toldIn: 'words' }]);
    expect(dueRows(customerAfter(regularBuyer()), inPercent)).toMatchObject([
      { toldIn: 'percent' },
    ]);
  });

  it('is nothing of who objects to profiling, or has bought nothing', () => {
    expect(due([...regularBuyer(), objected])).toEqual([]);
    expect(due([identified()])).toEqual([]);
  });

  it('holds the services of the next 30 days', () => {
    const machine = eventOf('Product Registered', 340, {
      assetId: 'machine-1',
      productId: 'espresso-9',
      serviceIntervalDays: 365,
    });
    expect(due([identified(), machine])).toMatchObject([
      { kind: 'maintenance', subject: 'machine-1', toldIn: 'words', valueMinor: 0 },
    ]);
    expect(due([identified(), machine], -40)).toEqual([]);
  });
});

describe('who is on the list of those at risk', () => {
  const silent = [300, 270, 240, 210].map((daysAgo) => bought(daysAgo));
  const gone = silent.map((_, nth) => bought(900 - 30 * nth));
  const levelOf = (level: Book['risk']['level']): Partial<Book> => ({
    risk: { level, sinceMs: contextAt(-3).nowMs, probability: 0.8 },
  });
  const row = (events: readonly InboundEvent[], book: Partial<Book> = {}) =>
    riskRowOf(customerAfter(events, book), contextAt());

  it('is who stopped coming, with what is at stake, before and after it was told', () => {
    const before = row(silent);
    expect(before).toMatchObject({ level: 'calm', abcClass: expect.any(String) });
    expect(before?.probability).toBeGreaterThanOrEqual(0.7);
    expect(Number.isInteger(before?.valueAtStakeMinor)).toBe(true);
    expect(row(silent, levelOf('at-risk'))).toEqual({ ...before, level: 'at-risk' });
  });

  it('is told in words, but in percent once the newest weeks say enough of the next', () => {
    const inPercent = contextAt(0, { model: modelInPercent(TODAY) });
    expect(row(silent)).toMatchObject({ toldIn: 'words' });
    expect(riskRowOf(customerAfter(silent), inPercent)).toMatchObject({ toldIn: 'percent' });
  });

  it('is not who still comes, unless the case is open', () => {
    expect(row(regularBuyer())).toBeUndefined();
    expect(row(regularBuyer(), levelOf('at-risk'))).toMatchObject({ level: 'at-risk' });
  });

  it('is not who never had a rhythm, or is long gone', () => {
    expect(row(silent.slice(1))).toBeUndefined();
    expect(row(gone)).toBeUndefined();
    expect(row(silent, levelOf('lost'))).toBeUndefined();
    expect(row(gone, levelOf('at-risk'))).toMatchObject({ stage: 'lost' });
  });

  it('is nobody who objects to profiling, whatever the case', () => {
    expect(row([...silent, objected])).toBeUndefined();
    expect(row([...silent, objected], levelOf('at-risk'))).toBeUndefined();
  });
});
