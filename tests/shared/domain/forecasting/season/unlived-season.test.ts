import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { SeasonPrior } from '#shared/domain/forecasting/model/season.ts';
import { likeness, unlivedSeasonDoubt } from '#shared/domain/forecasting/season/unlived-season.ts';

const shipped = defaultModel().seasonPrior;
if (shipped === undefined) throw new Error('the shipped model says nothing of seasons');
const prior: SeasonPrior = { ...shipped, sd: 0.3, widthDays: 21 };

describe('how alike the season of two days is', () => {
  it('is all on the same day of the year, and little beyond the width', () => {
    expect(likeness(0, prior)).toBe(1);
    expect(likeness(365.25, prior)).toBeCloseTo(1, 9);
    // exp(-0.5 (sin x / x)^2) of x = 21 pi / 365.25.
    expect(likeness(21, prior)).toBeCloseTo(0.609_8, 4);
    expect(likeness(182, prior)).toBeLessThan(1e-6);
  });
});

describe('what a season may yet bring', () => {
  it('is the difference of that week from today where one week is asked of', () => {
    const difference = 0.3 * Math.sqrt(2 * (1 - likeness(3.5, prior)));
    expect(unlivedSeasonDoubt(prior, 7)).toBeCloseTo(difference, 12);
  });

  it('is the difference of the mean of two weeks from today', () => {
    const [near, far, apart] = [3.5, 10.5, 7].map((days) => likeness(days, prior));
    const variance = 1 + (1 + (apart ?? 0)) / 2 - (near ?? 0) - (far ?? 0);
    expect(unlivedSeasonDoubt(prior, 14)).toBeCloseTo(0.3 * Math.sqrt(variance), 12);
  });

  it('is that of as many parts as there are whole weeks, rounded, each asked of in its middle', () => {
    const ofOne = 0.3 * Math.sqrt(2 * (1 - likeness(5, prior)));
    expect(unlivedSeasonDoubt(prior, 10)).toBeCloseTo(ofOne, 12);
    const [near, far, apart] = [2.75, 8.25, 5.5].map((days) => likeness(days, prior));
    const variance = 1 + (1 + (apart ?? 0)) / 2 - (near ?? 0) - (far ?? 0);
    expect(unlivedSeasonDoubt(prior, 11)).toBeCloseTo(0.3 * Math.sqrt(variance), 12);
  });

  it('is what all pairs of weeks covary, however long the horizon', () => {
    for (const weeks of [4, 13, 52, 157]) {
      const middles = Array.from({ length: weeks }, (_, at) => 7 * at + 3.5);
      const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;
      const ofAhead = mean(middles.flatMap((a) => middles.map((b) => likeness(a - b, prior))));
      const ofBoth = mean(middles.map((day) => likeness(day, prior)));
      const expected = 0.3 * Math.sqrt(1 + ofAhead - 2 * ofBoth);
      expect(unlivedSeasonDoubt(prior, 7 * weeks)).toBeCloseTo(expected, 12);
    }
  });

  it('is nothing, and a number, where all days of the year are alike', () => {
    const flat = { ...prior, widthDays: 1e12 };
    for (let days = 1; days <= 730; days += 1) {
      expect(unlivedSeasonDoubt(flat, days)).toBeCloseTo(0, 6);
    }
  });

  it('is next to nothing tomorrow, grows with the days ahead, and evens out towards a year', () => {
    const doubts = [1, 7, 14, 30, 60, 91].map((days) => unlivedSeasonDoubt(prior, days));
    expect(doubts[0]).toBeLessThan(0.01);
    expect(doubts).toEqual([...doubts].sort((a, b) => a - b));
    expect(unlivedSeasonDoubt(prior, 365)).toBeLessThan(doubts.at(-1) ?? 0);
    expect(unlivedSeasonDoubt({ ...prior, sd: 0.6 }, 30)).toBeCloseTo(2 * (doubts[3] ?? 0), 12);
  });
});
