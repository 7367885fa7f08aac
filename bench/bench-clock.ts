import type { Clock } from '#shared/runtime/clock.ts';

/** A clock that stands still until it is moved, and never goes back. */
export type BenchClock = Clock & { moveTo(atMs: number): void };

export function benchClock(startMs: number): BenchClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    moveTo: (atMs) => {
      nowMs = Math.max(nowMs, atMs);
    },
  };
}
