import { describe, expect, it } from 'vitest';
import type { Happening } from '#shared/domain/backtest/happening.ts';
import { sentNeeds } from '#shared/domain/backtest/sent-need.ts';
import { countLeaver } from '#shared/domain/backtest/tally-leavers.ts';
import { repeatPurchases, tallySends } from '#shared/domain/backtest/tally-sends.ts';
import { timelineOf } from '#shared/domain/forecasting/training/timeline.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { buyer, FIRST_DAY } from './past-shop.ts';

const calendar = calendarOf('Europe/Berlin');
const DAY_MS = 86_400_000;

/** A reminder of beans at 08:00 UTC, counted from the purchase of an earlier day. */
const reminder = (day: number, anchor: number): Happening => ({
  what: 'sent',
  atMs: (FIRST_DAY + day) * DAY_MS + 8 * 3_600_000,
  needs: [
    { kind: 'replenishment', subject: 'beans', anchor: FIRST_DAY + anchor, expected: FIRST_DAY },
  ],
});

function needsOf(days: readonly number[], hour: number, ...reminders: readonly Happening[]) {
  const history = buyer({ customerId: 'C-1', days, hour });
  const timeline = timelineOf(history.facts, calendar);
  return { needs: sentNeeds(history, reminders, timeline, calendar), timeline };
}

describe('a reminder beside what the customer did', () => {
  it('leads the next purchase by so many days', () => {
    const { needs } = needsOf([0, 20, 40], 12, reminder(15, 0));
    expect(needs).toMatchObject([{ sentDay: FIRST_DAY + 15, nextDay: FIRST_DAY + 20 }]);
    expect(needs[0]).toMatchObject({ afterTheFact: false, seen: 1 });
  });

  it('came in time when the purchase followed on the same day', () => {
    const { needs } = needsOf([0, 20], 12, reminder(20, 0));
    expect(needs).toMatchObject([{ afterTheFact: false, nextDay: FIRST_DAY + 20 }]);
  });

  it('came after the fact when the purchase was earlier that day, or any day before', () => {
    expect(needsOf([0, 20], 5, reminder(20, 0)).needs[0]).toMatchObject({ afterTheFact: true });
    expect(needsOf([0, 20], 12, reminder(21, 0)).needs[0]).toMatchObject({ afterTheFact: true });
  });

  it('is counted by weeks, and as not again where nothing followed', () => {
    const { needs, timeline } = needsOf(
      [0, 20, 40],
      12,
      reminder(15, 0),
      reminder(30, 20),
      reminder(60, 40),
    );
    const [sent] = tallySends(needs);
    expect(sent).toMatchObject({ needs: 3, within14: 2, within30: 2, notAgain: 1 });
    expect(sent?.leadWeeks.slice(0, 3)).toEqual([1, 1, 0]);
    expect(sent?.bySeen.map(({ group }) => group)).toEqual(['1', '2', '3-4']);
    const time = { fromDay: FIRST_DAY + 1, toDay: FIRST_DAY + 50 };
    expect(repeatPurchases(timeline, needs, time)).toEqual({ purchases: 2, reminded: 2 });
    expect(repeatPurchases(timeline, needs.slice(0, 1), time).reminded).toBe(1);
  });
});

describe('alarms beside who left', () => {
  const weekly = [0, 7, 14, 21, 28, 35];
  const risk = {
    visits: weekly,
    alarms: [60],
    fromDay: 30,
    toDay: 300,
    lastDay: 300,
    shopHorizonDays: 90,
  };

  it('sees a leaver in time when the alarm comes before they are gone', () => {
    expect(countLeaver(risk)).toMatchObject({
      leavers: 1,
      seenInTime: 1,
      seenLate: 0,
      falseAlarms: 0,
    });
  });

  it('sees a leaver late, or not at all', () => {
    expect(countLeaver({ ...risk, alarms: [126] })).toMatchObject({ seenInTime: 0, seenLate: 1 });
    expect(countLeaver({ ...risk, alarms: [] })).toMatchObject({ leavers: 1, seenInTime: 0 });
  });

  it('gives a slow customer three of their own gaps', () => {
    const slow = { ...risk, visits: [-180, -120, -60, 0, 60], alarms: [200] };
    expect(countLeaver(slow)).toMatchObject({ leavers: 1, seenInTime: 1 });
    expect(countLeaver({ ...slow, alarms: [241] })).toMatchObject({ seenInTime: 0, seenLate: 1 });
  });

  it('counts nobody as gone who came again, or whose silence the data do not show', () => {
    expect(countLeaver({ ...risk, visits: [...weekly, 250] }).leavers).toBe(0);
    expect(countLeaver({ ...risk, lastDay: 100, toDay: 100 }).leavers).toBe(0);
    expect(countLeaver({ ...risk, visits: weekly.slice(0, 3) }).leavers).toBe(0);
  });

  it('calls an alarm false when the customer buys within thirty days, and judges no later one', () => {
    const back = { ...risk, visits: [...weekly, 90] };
    expect(countLeaver(back)).toMatchObject({ judgedAlarms: 1, falseAlarms: 1 });
    expect(countLeaver({ ...back, alarms: [59] })).toMatchObject({ falseAlarms: 0 });
    expect(countLeaver({ ...risk, alarms: [280] })).toMatchObject({ alarms: 1, judgedAlarms: 0 });
  });
});
