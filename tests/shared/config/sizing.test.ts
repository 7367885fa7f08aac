import { describe, expect, it } from 'vitest';
import { sizingOf } from '#shared/config/sizing.ts';

const sized = (customers: number, eventsPerMonth = customers * 10) =>
  sizingOf({
    customers,
    eventsPerMonth,
    peakEventsPerSecond: (eventsPerMonth / 2_592_000) * 50,
  });

describe('sizes that follow from the load', () => {
  it('let nobody wait where waiting would save cents', () => {
    expect(sized(1_000).queues.events.windowSeconds).toBe(1);
  });

  it('gather for up to 30 seconds where events come one by one, and shorter the more come', () => {
    const windows = [1e6, 1e7, 1e8].map((each) => sized(each).queues.events.windowSeconds);
    expect(windows).toEqual([30, 7, 1]);
  });

  it('let more functions run for a higher peak, within what a mapping allows', () => {
    const most = [1e3, 1e6, 1e7, 1e9].map((each) => sized(each).queues.events.maxConcurrency);
    expect(most).toEqual([10, 13, 124, 1_000]);
  });

  it('divide a dawn pass by 100,000 customers', () => {
    const segments = [1, 100_000, 100_001, 1e8, 1e9].map((each) => sized(each).dawnSegments);
    expect(segments).toEqual([1, 1, 2, 1_000, 1_000]);
  });

  it('stay within what Lambda accepts', () => {
    for (const { batchSize, windowSeconds } of Object.values(sized(1e8).queues)) {
      expect(batchSize).toBeLessThanOrEqual(10_000);
      expect(batchSize <= 10 || windowSeconds >= 1).toBe(true);
    }
  });

  it('are refused for a load of nothing', () => {
    expect(() => sized(0, 10)).toThrow('expected a load above 0, got 0');
  });
});
