import type { Ratio } from './definition.ts';
import {
  binNames,
  CALIBRATION_BINS,
  errorName,
  LONGEST_ERROR_DAYS,
  plainErrorName,
} from './forecast-grades.ts';
import { amountOf, type Tally } from './tally.ts';

/** Median of our absolute errors in whole days; the lower one of the middle two. */
export const medianErrorDays = (window: Tally): Ratio => medianOf(window, errorName);

/** The same of the plain rule. */
export const medianPlainErrorDays = (window: Tally): Ratio => medianOf(window, plainErrorName);

/**
 * Expected calibration error: over ten equal bins of probability the mean of
 * |mean probability - share that happened|, weighted by the bin's forecasts.
 * Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
 * binning", AAAI 2015, equation 3.
 */
export function calibrationGap(window: Tally): Ratio {
  let numerator = 0;
  let denominator = 0;
  for (let bin = 0; bin < CALIBRATION_BINS; bin += 1) {
    const names = binNames(bin);
    numerator += Math.abs(amountOf(window, names.probability) - amountOf(window, names.happened));
    denominator += amountOf(window, names.forecasts);
  }
  return { numerator, denominator };
}

function medianOf(window: Tally, nameOf: (days: number) => string): Ratio {
  const bins = Array.from({ length: LONGEST_ERROR_DAYS + 1 }, (_, days) =>
    amountOf(window, nameOf(days)),
  );
  const all = bins.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  const median = bins.findIndex((count) => {
    seen += count;
    return count > 0 && seen >= all / 2;
  });
  return median < 0 ? { numerator: 0, denominator: 0 } : { numerator: median, denominator: 1 };
}
