import type { Clock } from '#shared/runtime/clock.ts';

/** What a fast clock drives: all that happens up to an instant, in order. */
export type Timeline = {
  /** Works until nothing is left to do at the present instant. */
  drain(): Promise<void>;
  /** The next scheduled run at or before `untilMs`. */
  next(untilMs: number): Promise<{ readonly atMs: number; run(): Promise<void> } | undefined>;
};

export type FastClock = Clock & {
  readonly kind: 'fast';
  /**
   * Moves to `toMs`: the schedules on the way run in order at their instants, and after each of
   * them the queues are worked off before time goes on.
   * @throws RangeError when `toMs` lies before the present.
   */
  advanceTo(toMs: number): Promise<void>;
  /** From now on goes on at the pace of the machine's clock, from the instant it has reached. */
  followRealTime(): void;
  attach(timeline: Timeline): void;
};

export type SystemClock = Clock & { readonly kind: 'system' };

export const systemClock: SystemClock = { kind: 'system', nowMs: () => Date.now() };

/** A clock that stands still at `startMs` until it is moved. */
export function fastClock(startMs: number): FastClock {
  let nowMs = () => startMs;
  let timeline: Timeline | undefined;
  const stopAt = (atMs: number): void => {
    nowMs = () => atMs;
  };
  return {
    kind: 'fast',
    nowMs: () => nowMs(),
    advanceTo: async (toMs) => {
      if (!(toMs >= nowMs())) {
        throw new RangeError(`time goes forward only: at ${nowMs()}, asked for ${toMs}`);
      }
      await timeline?.drain();
      for (;;) {
        const next = await timeline?.next(toMs);
        if (next === undefined) break;
        stopAt(next.atMs);
        await next.run();
        await timeline?.drain();
      }
      stopAt(toMs);
    },
    followRealTime: () => {
      const aheadMs = nowMs() - Date.now();
      nowMs = () => Date.now() + aheadMs;
    },
    attach: (driven) => {
      timeline = driven;
    },
  };
}
