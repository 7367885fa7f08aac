import { describe, expect, it } from 'vitest';
import {
  calibrationGap,
  medianErrorDays,
  medianPlainErrorDays,
} from '#shared/domain/kpi/forecast-figures.ts';
import { gradeForecasts } from '#shared/domain/kpi/forecast-grades.ts';
import { dayOfIso, monthOf } from '#shared/domain/time/calendar.ts';

const day = dayOfIso('2026-03-10');
const march = { from: monthOf(day), to: monthOf(day) };

type Settled = { p?: number; happened?: 0 | 1; error?: number; plain?: number };
const grades = (...settled: readonly Settled[]) =>
  gradeForecasts(
    settled.map(({ p = 0.5, happened = 1, error, plain }) => [
      1,
      day,
      p,
      happened,
      ...(error === undefined ? [] : [error, plain ?? error, 1]),
    ]),
    march,
  );
const errors = (...each: number[]) => grades(...each.map((error) => ({ error })));
const whole = (median: number) => ({ numerator: median, denominator: 1 });

describe('the median error in days', () => {
  it('is the middle one of an odd number, and the lower of the middle two', () => {
    expect(medianErrorDays(errors(9, 1, 4))).toEqual(whole(4));
    expect(medianErrorDays(errors(9, 1, 4, 5))).toEqual(whole(4));
    expect(medianErrorDays(errors(2, 8))).toEqual(whole(2));
  });

  it('may be 0, and counts each error as often as it occurs', () => {
    expect(medianErrorDays(errors(0))).toEqual(whole(0));
    expect(medianErrorDays(errors(0, 0, 7, 7, 7))).toEqual(whole(7));
    expect(medianErrorDays(errors(0, 0, 0, 7, 7))).toEqual(whole(0));
  });

  it('does not tell early from late, in whole days, a year at most', () => {
    expect(medianErrorDays(errors(-6))).toEqual(whole(6));
    expect(medianErrorDays(errors(2.6))).toEqual(whole(3));
    expect(medianErrorDays(errors(365))).toEqual(whole(365));
    expect(medianErrorDays(errors(900))).toEqual(whole(365));
  });

  it('is nothing to divide by without a date that came', () => {
    expect(medianErrorDays(grades({ happened: 0 }))).toEqual({ numerator: 0, denominator: 0 });
  });

  it('of the plain rule is its own', () => {
    const window = grades({ error: 1, plain: 5 }, { error: 2, plain: 3 }, { error: 9, plain: 4 });
    expect(medianErrorDays(window)).toEqual(whole(2));
    expect(medianPlainErrorDays(window)).toEqual(whole(4));
  });
});

describe('the gap of the calibration', () => {
  const gap = (...settled: readonly Settled[]) => calibrationGap(grades(...settled));

  it('is taken bin by bin, so that too sure here does not excuse too unsure there', () => {
    const { numerator, denominator } = gap({ p: 0.9, happened: 0 }, { p: 0.1, happened: 1 });
    expect(numerator).toBeCloseTo(1.8, 12);
    expect(denominator).toBe(2);
  });

  it('balances within a bin', () => {
    const { numerator, denominator } = gap({ p: 0.55, happened: 1 }, { p: 0.55, happened: 0 });
    expect(numerator).toBeCloseTo(0.1, 12);
    expect(denominator).toBe(2);
  });

  it('has the ends of the range in the first bin and the last', () => {
    const { numerator, denominator } = gap({ p: 0, happened: 1 }, { p: 1, happened: 0 });
    expect({ numerator, denominator }).toEqual({ numerator: 2, denominator: 2 });
    expect(gap({ p: 1, happened: 1 }, { p: 0.95, happened: 1 }).numerator).toBeCloseTo(0.05, 12);
  });
});

it('counts only what was settled within the span', () => {
  const settled = [[1, day - 31, 0.5, 1, 4, 4, 1]];
  expect(gradeForecasts(settled, march)).toEqual({});
});
