import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueGate } from '#local/due-gate.ts';
import { fastClock } from '#local/fast-clock.ts';
import { nextRunMs, type Schedule } from '#local/schedules.ts';
import { scheduleTimeline } from '#local/timeline.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const berlin = calendarOf('Europe/Berlin');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const dawn: Schedule = {
  functionName: 'dawn',
  name: 'dawn',
  everyMinutes: 1_440,
  atHourLocal: 4,
  payload: {},
};
const learn: Schedule = { ...dawn, name: 'learn', everyMinutes: 10_080, atHourLocal: 3 };
const tick: Schedule = {
  functionName: 'dispatch',
  name: 'tick',
  everyMinutes: 15,
  payload: {},
  onlyWhenDue: true,
};

test('a schedule of minutes runs at its multiples, and after an instant, never at it', () => {
  expect(nextRunMs(tick, 0, berlin)).toBe(15 * MINUTE_MS);
  expect(nextRunMs(tick, 15 * MINUTE_MS - 1, berlin)).toBe(15 * MINUTE_MS);
  expect(nextRunMs(tick, 15 * MINUTE_MS, berlin)).toBe(30 * MINUTE_MS);
});

test('a daily schedule keeps its local hour when the clocks change', () => {
  const runs = ['2026-03-28T12:00Z', '2026-03-29T12:00Z', '2026-10-24T12:00Z', '2026-10-25T12:00Z'];
  expect(
    runs.map((from) => new Date(nextRunMs(dawn, Date.parse(from), berlin)).toISOString()),
  ).toEqual([
    '2026-03-29T02:00:00.000Z',
    '2026-03-30T02:00:00.000Z',
    '2026-10-25T03:00:00.000Z',
    '2026-10-26T03:00:00.000Z',
  ]);
});

test('a weekly schedule runs on Thursdays, once a week', () => {
  const first = nextRunMs(learn, Date.parse('2026-01-02T00:00Z'), berlin);
  expect(new Date(first).toISOString()).toBe('2026-01-08T02:00:00.000Z');
  expect(nextRunMs(learn, first, berlin) - first).toBe(7 * DAY_MS);
});

/** Runs a sheet of instants through a fast clock; `atDawn` says what each dawn puts on the sheet. */
async function simulate(startMs: number, untilMs: number, atDawn: (nowMs: number) => number[]) {
  const clock = fastClock(startMs);
  let rows: number[] = [];
  let looks = 0;
  const log: string[] = [];
  const sent: { dueMs: number; atMs: number }[] = [];
  const gate = dueGate({
    due: async (atMs) => {
      looks += 1;
      return rows
        .filter((sendAtMs) => sendAtMs <= atMs)
        .sort((a, b) => a - b)
        .slice(0, 1)
        .map((sendAtMs) => ({ sendAtMs, customerId: 'C', contactId: 'k' }));
    },
  });
  clock.attach(
    scheduleTimeline({
      schedules: [dawn, tick, learn],
      startMs,
      calendar: berlin,
      gate,
      run: async ({ name }) => {
        const nowMs = clock.nowMs();
        log.push(`${name} ${new Date(nowMs).toISOString()}`);
        if (name === 'dawn') {
          const added = atDawn(nowMs);
          rows.push(...added);
          if (added.length > 0) gate.touched();
        }
        if (name !== 'tick') return;
        gate.touched();
        for (const dueMs of rows.filter((row) => row <= nowMs)) sent.push({ dueMs, atMs: nowMs });
        rows = rows.filter((row) => row > nowMs);
      },
      drain: async () => {},
    }),
  );
  await clock.advanceTo(untilMs);
  return { log, sent, looks: () => looks, clock };
}

test('runs come in order of time, those of one instant in the order of the topology', async () => {
  const startMs = Date.parse('2026-01-08T00:00Z');
  const { log } = await simulate(startMs, startMs + DAY_MS, () => [startMs + 3 * 3_600_000]);
  expect(log).toEqual([
    'learn 2026-01-08T02:00:00.000Z',
    'dawn 2026-01-08T03:00:00.000Z',
    'tick 2026-01-08T03:00:00.000Z',
  ]);
});

test('every row is handed out at the first quarter hour after it, whatever dawn adds', async () => {
  const startMs = Date.parse('2026-01-01T00:00Z');
  const delaysMinutes = fc.array(fc.integer({ min: -60, max: 6_000 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(delaysMinutes, { minLength: 1, maxLength: 20 }), async (plan) => {
      const expected: { dueMs: number; atMs: number }[] = [];
      const days = [...plan];
      const { sent } = await simulate(startMs, startMs + (plan.length + 6) * DAY_MS, (nowMs) =>
        (days.shift() ?? []).map((minutes) => {
          const dueMs = nowMs + minutes * MINUTE_MS;
          const atMs = Math.max(Math.ceil(dueMs / (15 * MINUTE_MS)) * 15 * MINUTE_MS, nowMs);
          expected.push({ dueMs, atMs });
          return dueMs;
        }),
      );
      const order = (rows: typeof sent) =>
        [...rows].sort((a, b) => a.atMs - b.atMs || a.dueMs - b.dueMs);
      expect(order(sent)).toEqual(order(expected));
    }),
    { numRuns: 200 },
  );
});

test('four hundred days without anything due cost few looks and no tick', async () => {
  const startMs = Date.parse('2026-01-01T00:00Z');
  const { log, looks } = await simulate(startMs, startMs + 400 * DAY_MS, () => []);
  expect(log.filter((line) => line.startsWith('tick'))).toEqual([]);
  expect(log.filter((line) => line.startsWith('dawn'))).toHaveLength(400);
  expect(looks()).toBeLessThan(150);
});

test('the clock refuses to go back, and stands exactly where it was sent', async () => {
  const clock = fastClock(1_000);
  await clock.advanceTo(5_000);
  expect(clock.nowMs()).toBe(5_000);
  await expect(clock.advanceTo(4_999)).rejects.toThrow(RangeError);
  await expect(clock.advanceTo(Number.NaN)).rejects.toThrow(RangeError);
});

test('a clock that follows real time goes on from where it was', () => {
  const clock = fastClock(1_000);
  clock.followRealTime();
  const elapsedMs = clock.nowMs() - 1_000;
  expect(elapsedMs).toBeGreaterThanOrEqual(0);
  expect(elapsedMs).toBeLessThan(1_000);
});
