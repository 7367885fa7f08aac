import { nextRunMs, type Schedule } from '#local/schedules.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

/** When each schedule last ran, by its name. */
export type LastRuns = Record<string, number>;

export type LiveSchedules = { stop(): void };

/** setTimeout takes at most 24.8 days, and a sleeping machine wakes up late: look again every minute. */
const LOOK_MS = 60_000;

/**
 * Runs the schedules by the clock on the wall. One that was missed while nothing ran, as dawn on a
 * machine that is off at night, runs once at the start.
 */
export function runSchedules(options: {
  readonly schedules: readonly Schedule[];
  readonly lastRuns: Readonly<LastRuns>;
  readonly nowMs: () => number;
  readonly calendar: Calendar;
  readonly run: (schedule: Schedule, atMs: number) => void;
}): LiveSchedules {
  const { nowMs, calendar } = options;
  const upcoming = options.schedules.map((schedule) => ({
    schedule,
    atMs: nextRunMs(schedule, options.lastRuns[schedule.name] ?? nowMs(), calendar),
  }));
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const entry of upcoming) {
      if (entry.atMs > nowMs()) continue;
      options.run(entry.schedule, entry.atMs);
      entry.atMs = nextRunMs(entry.schedule, nowMs(), calendar);
    }
    const nextMs = Math.min(...upcoming.map((entry) => entry.atMs)) - nowMs();
    timer = setTimeout(look, Math.min(Math.max(nextMs, 0), LOOK_MS));
  };
  look();
  return { stop: () => clearTimeout(timer) };
}
