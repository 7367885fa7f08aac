import { describe, expect, it } from 'vitest';
import type { ChoiceRow, PlainCounts } from '#shared/domain/forecasting/training/choose-rows.ts';
import {
  dateLosses,
  logLosses,
  scoresOf,
} from '#shared/domain/forecasting/training/choose-scores.ts';

const counts = (happened: readonly number[], all: readonly number[]): PlainCounts => ({
  happened: Float64Array.from(happened),
  all: Float64Array.from(all),
});
const row = (changes: Partial<ChoiceRow>): ChoiceRow => ({
  customer: 0,
  plainClass: 0,
  happened: true,
  said: [0.5, 0.5],
  ...changes,
});

describe('losses', () => {
  it('are the negative logarithm of what was given to that which came', () => {
    const rows = [row({ said: [0.8, 0.2] }), row({ said: [0.8, 0.2], happened: false })];
    const [first, second] = logLosses(rows, counts([1], [2]));
    expect(first?.losses.slice(0, 2)).toEqual([-Math.log(0.8), -Math.log(0.2)]);
    expect(second?.losses[0]).toBeCloseTo(-Math.log(0.2), 12);
  });

  it('stay finite for a forecast that was certain and wrong', () => {
    const [only] = logLosses([row({ said: [0, 1] })], counts([1], [2]));
    expect(only?.losses[0]).toBeCloseTo(Math.log(1_000), 9);
  });

  it('of the plain rule are those of how often it came true after as long', () => {
    /* 90 of 100 in the class, drawn by ten moments to 100.5 of 201 in all. */
    const [only] = logLosses([row({})], counts([90, 10], [100, 100]));
    expect(only?.losses[2]).toBeCloseTo(-Math.log((90 + 10 * (100.5 / 201)) / 110), 12);
  });

  it('of a contender who shows nothing are those of the plain rule', () => {
    const [only] = logLosses([row({ said: [0.7, undefined] })], counts([30], [100]));
    expect(only?.losses[1]).toBe(only?.losses[2]);
  });

  it('of dates count where everybody named one, and no further than two months', () => {
    const rows = [row({ dateErrors: [3, 90, 5] }), row({ dateErrors: [1, undefined, 5] }), row({})];
    expect([...dateLosses(rows)]).toEqual([{ customer: 0, losses: [3, 60, 5] }]);
  });
});

describe('a comparison', () => {
  it('gives the mean difference a moment, and its error by customers rather than moments', () => {
    const of = (customer: number, first: number, second: number, times: number) =>
      Array.from({ length: times }, () => ({ customer, losses: [first, second] }));
    const scores = scoresOf([...of(0, 1, 0.5, 4), ...of(1, 1, 1, 4), ...of(2, 1, 1.5, 4)], 2);
    /* Sums of differences by customer: 2, 0, -2; mean 0; error sqrt(3/2 x 8) / 12. */
    expect(scores.compare(0, 1).mean).toBeCloseTo(0, 12);
    expect(scores.compare(0, 1).standardError).toBeCloseTo(Math.sqrt(12) / 12, 12);
    expect(scores).toMatchObject({ customers: 3, moments: 12, losses: [1, 1] });
  });

  it('of one customer says nothing', () => {
    const scores = scoresOf([{ customer: 0, losses: [1, 2] }], 2);
    expect(scores.compare(0, 1)).toEqual({ mean: 0, standardError: Number.POSITIVE_INFINITY });
  });
});
