import { describe, expect, it } from 'vitest';
import { planBacktest } from '#shared/domain/backtest/backtest-plan.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';

const span = { firstDay: dayOfIso('2024-01-01'), lastDay: dayOfIso('2024-12-31') };
const from = dayOfIso('2024-04-01');

describe('the days of a backtest', () => {
  it('steps from the first to the last day', () => {
    const toDay = dayOfIso('2024-06-01');
    const { steps } = planBacktest(span, { fromDay: from, toDay, stepDays: 30 });
    expect(steps).toEqual([from, from + 30, from + 60]);
  });

  it('learns on steps alone, each at least so many days after the one before', () => {
    const wish = { fromDay: from, stepDays: 30, learnEveryDays: 91 };
    const { learnDays } = planBacktest(span, wish);
    expect(learnDays).toEqual([from, from + 120, from + 240]);
    expect(planBacktest(span, { ...wish, learnEveryDays: 1 }).learnDays).toHaveLength(10);
  });

  it('does not learn a model that is hardly used', () => {
    const wish = { fromDay: from, stepDays: 30, learnEveryDays: 91 };
    const most = { ...wish, toDay: from + 140 };
    expect(planBacktest(span, most).learnDays).toEqual([from]);
    expect(planBacktest(span, { ...most, toDay: from + 151 }).learnDays).toHaveLength(2);
  });

  it('never looks beyond the last day of the data', () => {
    expect(planBacktest(span, { toDay: span.lastDay + 50 }).toDay).toBe(span.lastDay);
  });

  it('refuses to start before anything is known, naming the first day', () => {
    expect(() => planBacktest(span, { fromDay: span.firstDay })).toThrow(
      'after the first day of the data, 2024-01-01, got 2024-01-01',
    );
  });

  it('refuses days the wrong way round, and steps that are none', () => {
    expect(() => planBacktest(span, { fromDay: from, toDay: from })).toThrow(RangeError);
    expect(() => planBacktest(span, { stepDays: 0 })).toThrow(/whole number of days/);
  });
});
