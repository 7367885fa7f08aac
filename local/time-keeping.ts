import type { DueGate } from '#local/due-gate.ts';
import type { FastClock, SystemClock } from '#local/fast-clock.ts';
import { readLastRuns, writeLastRuns } from '#local/last-runs.ts';
import { type LiveSchedules, runSchedules } from '#local/live-schedules.ts';
import type { Pump } from '#local/pump.ts';
import type { Schedule } from '#local/schedules.ts';
import { scheduleTimeline } from '#local/timeline.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

export type TimeKeeping = {
  /** Lets time go on at the pace of the machine. Nothing happens when it does already. */
  goLive(): void;
  /** Starts no further run and resolves when those begun are done. */
  stop(): Promise<void>;
};

/**
 * Gives the schedules to the clock: a fast clock runs them when it is moved, any other one by timers.
 * The last run of each is remembered in the data folder for the next start.
 */
export async function keepTime(options: {
  readonly dataDir: string | 'memory';
  readonly clock: FastClock | SystemClock;
  readonly schedules: readonly Schedule[];
  /** The same schedules as they run while a fast clock is moved. */
  readonly fastSchedules: readonly Schedule[];
  readonly calendar: Calendar;
  readonly gate: DueGate;
  readonly pump: Pump;
  readonly run: (schedule: Schedule) => Promise<void>;
}): Promise<TimeKeeping> {
  const { dataDir, clock, schedules, calendar, pump } = options;
  const lastRuns = await readLastRuns(dataDir);
  const running = new Set<Promise<void>>();
  let written = Promise.resolve();
  let timers: LiveSchedules | undefined;

  const run = async (schedule: Schedule, atMs: number): Promise<void> => {
    await options.run(schedule);
    lastRuns[schedule.name] = atMs;
  };
  const remember = (): Promise<void> => {
    written = written.then(() => writeLastRuns(dataDir, lastRuns));
    return written;
  };
  const runLive = (schedule: Schedule, atMs: number): void => {
    const begun = run(schedule, atMs)
      .then(remember)
      .finally(() => running.delete(begun));
    running.add(begun);
  };
  const goLive = (): void => {
    if (timers !== undefined) return;
    if (clock.kind === 'fast') clock.followRealTime();
    pump.goLive();
    const nowMs = () => clock.nowMs();
    timers = runSchedules({ schedules, lastRuns, nowMs, calendar, run: runLive });
  };

  if (clock.kind === 'system') goLive();
  else {
    const startMs = clock.nowMs();
    clock.attach(
      scheduleTimeline({
        schedules: options.fastSchedules,
        startMs,
        calendar,
        gate: options.gate,
        run: (schedule) => run(schedule, clock.nowMs()),
        drain: pump.idle,
      }),
    );
  }
  return {
    goLive,
    stop: async () => {
      timers?.stop();
      await Promise.all(running);
      await remember();
    },
  };
}
