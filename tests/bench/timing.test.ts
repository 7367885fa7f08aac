import { describe, expect, test } from 'vitest';
import { quantile } from '#bench/quantile.ts';
import { duration, perSecond, timed, timingOf } from '#bench/timing.ts';

describe('quantiles', () => {
  test('lie between neighbours as R and NumPy have them by default', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6, 12);
    expect(quantile([7], 0.99)).toBe(7);
  });

  test('of nothing, or for a share beyond 1, are refused', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe('times', () => {
  test('every run gets what was made for it, and warm-ups are not taken', async () => {
    const worked: number[] = [];
    const timing = await timed(
      { warmUps: 2, runs: 3 },
      (run) => run * 10,
      (input) => worked.push(input),
    );
    expect(worked).toEqual([0, 10, 20, 30, 40]);
    expect(timing.runs).toBe(3);
    expect(timing.lowestMs).toBeLessThanOrEqual(timing.medianMs);
    expect(timing.medianMs).toBeLessThanOrEqual(timing.highestMs);
  });

  test('a rate is highest when the time was lowest', () => {
    const timing = timingOf([100, 200, 400]);
    expect(perSecond('work', 'events', 1_000, timing)).toMatchObject({
      value: 5_000,
      unit: 'events/s',
      lowest: 2_500,
      highest: 10_000,
    });
  });

  test('a duration is for one of the amount, in the unit asked for', () => {
    const timing = timingOf([1, 2, 4]);
    expect(duration('work', 'µs', timing, { amount: 100 })).toMatchObject({
      value: 20,
      lowest: 10,
      highest: 40,
    });
    expect(duration('work', 's', timingOf([2_500]), { atMost: 3 })).toMatchObject({
      value: 2.5,
      atMost: 3,
    });
  });

  test('work without runs is refused', async () => {
    const none = { warmUps: 1, runs: 0 };
    await expect(
      timed(
        none,
        () => 0,
        () => 0,
      ),
    ).rejects.toThrow(RangeError);
  });
});
