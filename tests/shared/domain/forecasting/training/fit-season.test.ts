import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { YEAR_DAYS } from '#shared/domain/forecasting/season/season-on.ts';
import { fitSeason } from '#shared/domain/forecasting/training/fit-season.ts';
import type { SeasonWeek } from '#shared/domain/forecasting/training/season-weeks.ts';

const { seasonPrior, level } = defaultModel();
const FIRST = 10_957;
const PRIOR = {
  sd: 0.3,
  slopeSd: 0.12,
  widthDays: 21,
  trendSd: 0.3,
  levelSlopeSd: 0.1,
  jumpSd: 0.15,
  ownJumpSd: 0.05,
  from: defaultModel().activity.from,
};
const DRIFT = { sd: 0.17, kept: 0.9, jumpSd: 0.14, windows: 6 };

const GOLDEN = {
  curve: [0.0322, 0.42, -0.0441, -0.4065, -0.0167],
  slopes: [-0.0075, -0.1066, 0.0068, 0.1049, 0.0053],
  doubt: 0.1059,
};

const wave = (day: number): number => Math.sin((2 * Math.PI * (day - FIRST)) / YEAR_DAYS);

/** Weeks of customers of one pace whose offsets follow `value`. */
const weeksOf = (count: number, value: (day: number) => number, variance = 0.01): SeasonWeek[] =>
  Array.from({ length: count }, (_, at) => {
    const day = FIRST + 7 * at + 4;
    return { day, pace: 0, offset: { value: value(day), variance } };
  });

const most = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe('the season in how far off forecasts were', () => {
  /** Golden values: the same regression written down with numpy 2, linalg.solve and all. */
  it('is what Gaussian process regression says it is', () => {
    const weeks = Array.from({ length: 60 }, (_, at) => at).flatMap((at): SeasonWeek[] =>
      [-1, 0.8].map((pace) => {
        const day = FIRST + 200 + 7 * at + 4;
        const value = 0.5 * wave(day) * (1 - 0.3 * pace) + 0.05 * (((at * 7) % 5) - 2) + 0.2;
        return { day, pace, offset: { value, variance: 0.01 + 0.005 * (at % 3) } };
      }),
    );
    const { curve, slopes, doubt } = fitSeason(weeks, PRIOR, DRIFT);
    const some = (values: readonly number[]) => [0, 13, 26, 39, 51].map((part) => values[part]);
    for (const [at, value] of GOLDEN.curve.entries()) {
      expect(some(curve)[at]).toBeCloseTo(value, 3);
    }
    for (const [at, value] of GOLDEN.slopes.entries()) {
      expect(some(slopes)[at]).toBeCloseTo(value, 3);
    }
    expect(doubt).toBeCloseTo(GOLDEN.doubt, 3);
  });

  it('is nothing where forecasts were right, and nothing where they were off alike all year', () => {
    expect(
      most(
        fitSeason(
          weeksOf(80, () => 0),
          PRIOR,
          DRIFT,
        ).curve,
      ),
    ).toBe(0);
    expect(
      most(
        fitSeason(
          weeksOf(80, () => 0.5),
          PRIOR,
          DRIFT,
        ).curve,
      ),
    ).toBeLessThan(0.01);
  });

  it('is believed the more the more outcomes and the more years show it', () => {
    const year = (weeks: number, variance?: number): number =>
      most(
        fitSeason(
          weeksOf(weeks, (day) => 0.5 * wave(day), variance),
          PRIOR,
          DRIFT,
        ).curve,
      );
    expect(year(104)).toBeGreaterThan(year(60));
    expect(year(60)).toBeGreaterThan(year(60, 1));
    expect(year(60, 25)).toBeLessThan(0.1);
    expect(year(104)).toBeLessThan(0.5);
  });

  it('is less sure of itself the less there is', () => {
    const doubt = (weeks: number, variance: number): number =>
      fitSeason(weeksOf(weeks, wave, variance), PRIOR, DRIFT).doubt;
    expect(doubt(60, 1)).toBeGreaterThan(doubt(60, 0.01));
    expect(doubt(60, 0.01)).toBeGreaterThan(doubt(104, 0.01));
    expect(doubt(60, 1e6)).toBeLessThanOrEqual(PRIOR.sd);
  });

  it('says on average nothing over the year', () => {
    const { curve } = fitSeason(weeksOf(70, wave), PRIOR, DRIFT);
    expect(Math.abs(curve.reduce((sum, value) => sum + value, 0))).toBeLessThan(0.01);
  });

  it('ships with what it believes beforehand, and refuses to make a season of nothing', () => {
    expect(seasonPrior).toMatchObject({ sd: 0.3, from: { source: 'shipped' } });
    expect(level).toBeDefined();
    expect(() => fitSeason([], PRIOR, DRIFT)).toThrow(RangeError);
  });
});
