import { expect, test } from 'vitest';
import { mostRunsAtOnce } from '#bench/load/simulate-runs.ts';

const load = { seed: 1, rateAt: () => 1_000, seconds: 60, runSeconds: 0.1 };

test('as many runs go on at once as come while one takes, and at most some deviations more', () => {
  const most = mostRunsAtOnce(load);
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThan(100 + 6 * Math.sqrt(100));
});

test('the busiest second decides', () => {
  const peak = { ...load, rateAt: (second: number) => (second > 30 && second < 31 ? 5_000 : 10) };
  expect(mostRunsAtOnce(peak)).toBeGreaterThan(400);
});

test('runs that are over are not counted any more', () => {
  expect(mostRunsAtOnce({ ...load, runSeconds: 0.01 })).toBeLessThan(mostRunsAtOnce(load) / 2);
});
