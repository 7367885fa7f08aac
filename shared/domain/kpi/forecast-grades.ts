import { monthOf } from '#shared/domain/time/calendar.ts';
import type { Tally } from './tally.ts';
import { isWithin, type MonthSpan } from './windows.ts';

/** Errors of this many days and more share the last bin. */
export const LONGEST_ERROR_DAYS = 365;
/** Probabilities are compared with what happened in ten equal bins. */
export const CALIBRATION_BINS = 10;

export const errorName = (days: number): string => `error.${days}`;
export const plainErrorName = (days: number): string => `plainError.${days}`;
export const binNames = (bin: number) => ({
  forecasts: `bin${bin}.forecasts`,
  probability: `bin${bin}.probability`,
  happened: `bin${bin}.happened`,
});

/**
 * Settled forecasts as histograms: error in whole days where the true day is known, ours and the
 * plain rule's, and by probability how many happened within their horizon. Only what was settled
 * within `span` counts.
 */
export function gradeForecasts(settled: readonly (readonly number[])[], span: MonthSpan): Tally {
  const grades: Tally = {};
  const add = (name: string, amount: number): void => {
    grades[name] = (grades[name] ?? 0) + amount;
  };
  for (const [, day, probability, happened, errorDays, plainErrorDays] of settled) {
    if (day === undefined || probability === undefined || happened === undefined) continue;
    if (!isWithin(monthOf(day), span)) continue;
    const names = binNames(binOf(probability));
    add(names.forecasts, 1);
    add(names.probability, probability);
    add(names.happened, happened);
    if (errorDays !== undefined) add(errorName(binnedDays(errorDays)), 1);
    if (plainErrorDays !== undefined) add(plainErrorName(binnedDays(plainErrorDays)), 1);
  }
  return grades;
}

const binOf = (probability: number): number =>
  Math.min(Math.floor(probability * CALIBRATION_BINS), CALIBRATION_BINS - 1);

const binnedDays = (errorDays: number): number =>
  Math.min(Math.round(Math.abs(errorDays)), LONGEST_ERROR_DAYS);
