import { describe, expect, it } from 'vitest';
import type { ChoiceRow, PlainCounts } from '#shared/domain/forecasting/training/choose-rows.ts';
import {
  compared,
  dateLosses,
  logLosses,
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

  it('of a contender who shows nothing are none', () => {
    const [only] = logLosses([row({ said: [0.7, undefined] })], counts([30], [100]));
    expect(only?.losses).toEqual([-Math.log(0.7), undefined, expect.any(Number)]);
  });

  it('of dates are days off, no further than two months', () => {
    const rows = [row({ dateErrors: [3, 90, 0] }), row({ dateErrors: [1, undefined, 5] }), row({})];
    expect(dateLosses(rows).map(({ losses }) => losses)).toEqual([
      [3, 60, 0],
      [1, undefined, 5],
    ]);
  });
});

describe('a comparison', () => {
  const of = (customer: number, first: number | undefined, second: number, times: number) =>
    Array.from({ length: times }, () => ({ customer, losses: [first, second] }));

  it('gives the mean difference a moment, and its error by customers rather than moments', () => {
    const rows = [...of(0, 1, 0.5, 4), ...of(1, 1, 1, 4), ...of(2, 1, 1.5, 4)];
    /* Sums of differences by customer: 2, 0, -2; mean 0; error sqrt(3/2 x 8) / 12. */
    const { standardError, ...rest } = compared(rows, 0, 1);
    expect(rest).toEqual({ customers: 3, moments: 12, first: 1, second: 1, difference: 0 });
    expect(standardError).toBeCloseTo(Math.sqrt(12) / 12, 12);
  });

  it('is made where both showed something', () => {
    const rows = [...of(0, 1, 3, 2), ...of(1, undefined, 100, 5), ...of(2, 2, 2, 2)];
    expect(compared(rows, 0, 1)).toMatchObject({ customers: 2, moments: 4, difference: -1 });
  });

  it('of one customer says nothing', () => {
    expect(compared(of(0, 1, 2, 3), 0, 1).standardError).toBe(Number.POSITIVE_INFINITY);
    expect(compared([], 0, 1)).toMatchObject({ customers: 0, difference: 0 });
  });
});
