import type { DueGate } from '#local/due-gate.ts';
import type { Timeline } from '#local/fast-clock.ts';
import { nextRunMs, type Schedule } from '#local/schedules.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

type Upcoming = { readonly schedule: Schedule; atMs: number };

/**
 * The runs of all schedules after `startMs` in order; at the same instant in the order of the
 * topology. Runs that only look at the day sheet are left out while nothing on it is due.
 */
export function scheduleTimeline(options: {
  readonly schedules: readonly Schedule[];
  readonly startMs: number;
  readonly calendar: Calendar;
  readonly gate: DueGate;
  readonly run: (schedule: Schedule) => Promise<void>;
  readonly drain: () => Promise<void>;
}): Timeline {
  const { calendar, gate } = options;
  const upcoming = options.schedules.map(
    (schedule): Upcoming => ({
      schedule,
      atMs: nextRunMs(schedule, options.startMs, calendar),
    }),
  );
  const earliest = (entries: readonly Upcoming[]): Upcoming | undefined =>
    entries.reduce<Upcoming | undefined>(
      (first, entry) => (first === undefined || entry.atMs < first.atMs ? entry : first),
      undefined,
    );
  return {
    drain: options.drain,
    next: async (untilMs) => {
      for (;;) {
        const entry = earliest(upcoming);
        if (entry === undefined || entry.atMs > untilMs) return undefined;
        const { schedule, atMs } = entry;
        const quietMs = schedule.onlyWhenDue ? await gate.quietUntilMs(atMs) : 0;
        if (quietMs > atMs) {
          /* What runs meanwhile may put something on the sheet, so no run is jumped over. */
          const other = earliest(upcoming.filter((candidate) => candidate !== entry));
          const jumpMs = Math.min(quietMs - 1, (other?.atMs ?? untilMs) - 1, untilMs);
          entry.atMs = nextRunMs(schedule, Math.max(jumpMs, atMs), calendar);
          continue;
        }
        entry.atMs = nextRunMs(schedule, atMs, calendar);
        return { atMs, run: () => options.run(schedule) };
      }
    },
  };
}
