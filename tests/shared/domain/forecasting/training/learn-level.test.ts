import { describe, expect, it } from 'vitest';
import { fromLogOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { levelWindows } from '#shared/domain/forecasting/training/activity-windows.ts';
import {
  jumpVariance,
  levelAhead,
  type Offset,
  offsetOf,
  type Said,
} from '#shared/domain/forecasting/training/learn-level.ts';
import { seeded } from '../build-fold.ts';

const drift = { sd: 0.2, kept: 0.9, jumpSd: 0.15, windows: 6 };
const seen = (values: readonly number[], variance = 0.001): Offset[] =>
  values.map((value) => ({ value, variance }));

/** Forecasts whose true log-odds are `by` higher than was said. */
function said(rows: number, by: number): Said[] {
  const random = seeded(4);
  return Array.from({ length: rows }, (): Said => {
    const logOdds = -2 + 2 * random();
    return { logOdds, outcome: random() < fromLogOdds(logOdds + by) ? 1 : 0 };
  });
}

describe('the offset of a window', () => {
  it('is how far off the forecasts were, within its standard error', () => {
    for (const by of [-0.5, 0, 0.7]) {
      const { value = Number.NaN, variance = Number.NaN } = offsetOf(said(20_000, by)) ?? {};
      expect(Math.abs(value - by)).toBeLessThan(3 * Math.sqrt(variance));
      expect(Math.sqrt(variance)).toBeLessThan(0.03);
    }
  });

  it('counts what is weighed as often as its weight says', () => {
    const rows = said(400, 0.5);
    const weighed = rows.map((row, at) => ({ ...row, weight: at < 200 ? 1 : 0 }));
    const [half, first] = [offsetOf(weighed), offsetOf(rows.slice(0, 200))];
    expect(half?.value).toBeCloseTo(first?.value ?? Number.NaN, 2);
    expect(half?.variance).toBeCloseTo(first?.variance ?? Number.NaN, 4);
  });

  it('is finite where nothing came true, and not said for a handful', () => {
    const none = said(40, 0).map(({ logOdds }) => ({ logOdds, outcome: 0 as const }));
    const offset = offsetOf(none);
    expect(offset?.value).toBeLessThan(-1);
    expect(offset?.value).toBeGreaterThan(-10);
    expect(offsetOf(said(19, 0))).toBeUndefined();
  });
});

describe('the level ahead', () => {
  it('is that of before where nothing is known or nothing was off', () => {
    expect(levelAhead([], drift).level).toBe(0);
    expect(levelAhead(seen([0, 0, 0]), drift).level).toBe(0);
  });

  it('follows a shift that lasts, more with each window, and never beyond it', () => {
    const levels = [1, 2, 4, 8].map(
      (count) => levelAhead(seen(Array(count).fill(0.5)), drift).level,
    );
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels.at(-1)).toBeGreaterThan(0.35);
    expect(levels.at(-1)).toBeLessThan(0.5);
  });

  it('believes the newest window less in a shop that jumps about than in one that drifts', () => {
    const drifting = seen([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
    const jumping = seen([0.4, -0.4, 0.4, -0.4, 0.4, -0.4, 0.4, 0.35]);
    expect(jumpVariance(jumping, drift)).toBeGreaterThan(5 * jumpVariance(drifting, drift));
    const newest = (windows: Offset[]): number =>
      levelAhead([...windows.slice(0, -1), { value: 1, variance: 0.001 }], drift).level -
      levelAhead(windows, drift).level;
    expect(newest(jumping)).toBeLessThan(newest(drifting));
  });

  it('hardly moves for few outcomes, however far off they were', () => {
    const few = levelAhead(seen([1], 2), drift).level;
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(0.05);
  });

  it('equals the estimate by hand: one window, weight sd² over sd² and its noise', () => {
    const believed = 0.2 ** 2 / (0.2 ** 2 + 0.01 + 0.15 ** 2);
    expect(levelAhead(seen([0.3], 0.01), drift).level).toBeCloseTo(0.9 * believed * 0.3, 12);
  });
});

it('looks at the months of a year, oldest first, all of them closed', () => {
  const windows = levelWindows(1000);
  expect(windows.map(({ day }) => day)).toEqual(
    windows.map(({ day }) => day).toSorted((a, b) => a - b),
  );
  expect(windows.map(({ day, horizonDays }) => day + horizonDays).at(-1)).toBe(1000);
  expect(windows).toHaveLength(12);
});
