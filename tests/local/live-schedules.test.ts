import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSchedules } from '#local/live-schedules.ts';
import type { Schedule } from '#local/schedules.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-01-08T12:00Z');
const dawn: Schedule = {
  functionName: 'dawn',
  name: 'dawn',
  everyMinutes: 1_440,
  atHourLocal: 4,
  payload: {},
};

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

const runsWith = (lastRuns: Record<string, number>) => {
  const runs: string[] = [];
  const schedules = runSchedules({
    schedules: [dawn],
    lastRuns,
    nowMs: () => Date.now(),
    calendar: calendarOf('Europe/Berlin'),
    run: (_schedule, atMs) => runs.push(new Date(atMs).toISOString()),
  });
  return { runs, schedules };
};

test('a daily schedule runs once a day at its local hour', () => {
  const { runs, schedules } = runsWith({});
  expect(runs).toEqual([]);
  vi.advanceTimersByTime(48 * HOUR_MS);
  expect(runs).toEqual(['2026-01-09T03:00:00.000Z', '2026-01-10T03:00:00.000Z']);
  schedules.stop();
});

test('a run missed while nothing ran is made up for once, however many were missed', () => {
  const { runs, schedules } = runsWith({ dawn: START_MS - 100 * HOUR_MS });
  expect(runs).toHaveLength(1);
  vi.advanceTimersByTime(24 * HOUR_MS);
  expect(runs).toHaveLength(2);
  schedules.stop();
});

test('after stopping nothing runs any more', () => {
  const { runs, schedules } = runsWith({});
  schedules.stop();
  vi.advanceTimersByTime(48 * HOUR_MS);
  expect(runs).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
