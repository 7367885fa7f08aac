import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { Queue } from '#shared/messaging/ports.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { SegmentMessage } from './segment-pass.ts';

type StartDeps = {
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly queue: Queue<SegmentMessage>;
  readonly segments: number;
};

/** Begins today's pass: one message per segment of the table. Beginning it twice does it once. */
export async function startDawn({ clock, calendar, queue, segments }: StartDeps): Promise<void> {
  const startedMs = clock.nowMs();
  const asOfDay = calendar.dayOf(startedMs);
  await queue.send(
    Array.from({ length: segments }, (_none, segment) => ({
      asOfDay,
      segment,
      segments,
      startedMs,
    })),
  );
}
