import { expect, it } from 'vitest';
import type { SegmentMessage } from '#functions/dawn/segment-pass.ts';
import { startDawn } from '#functions/dawn/start-dawn.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { TODAY } from '#tests/builders/customer.ts';
import { memoryQueue } from '#tests/doubles/memory-queue.ts';

it("begins the pass of the shop's day with one message for each segment", async () => {
  const queue = memoryQueue<SegmentMessage>();
  const calendar = calendarOf('Pacific/Auckland');
  const startedMs = calendar.at(TODAY, 4);
  await startDawn({ clock: { nowMs: () => startedMs }, calendar, queue, segments: 3 });
  expect(queue.messages).toEqual(
    [0, 1, 2].map((segment) => ({ asOfDay: TODAY, segment, segments: 3, startedMs })),
  );
});
