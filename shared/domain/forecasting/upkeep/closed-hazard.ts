import type { FailureOutlook } from './failure-outlook.ts';
import { daysUntilExpected, expectedAtVisits } from './service-visits.ts';
import { cumulativeHazard } from './weibull.ts';

/**
 * Cumulative hazard ahead of this unit, -ln of the probability of no failure within `days`:
 * (a+d) ln(1 + dH / (a+E)), frailty Gamma(a, a) given d failures where E were to be expected. What
 * its kind has ahead, dH, follows the visits of a service rhythm where there is one, else the age.
 * Both dH and E are those of its kind times how often its asset as a whole fails.
 */
export function closedHazard(
  { hazard, past, whole, shape, sinceVisit }: FailureOutlook,
  days: number,
): number {
  const ahead =
    hazard.visits === undefined
      ? cumulativeHazard(hazard, past.age + days) - cumulativeHazard(hazard, past.age)
      : expectedAtVisits(hazard.visits, past.age, sinceVisit, days);
  return (
    (shape + past.failures) *
    Math.log1p((whole.rate * past.rate * ahead) / (shape + whole.rate * past.expected))
  );
}

/**
 * Days until the closed form's cumulative hazard reaches `total`: the average unit's hazard must
 * grow by dH* = (a+E) (exp(total / (a+d)) - 1), which the Weibull reaches at the age
 * eta ((age/eta)^beta + dH*)^(1/beta); the visits are walked.
 */
export function daysUntilClosed(
  { hazard, past, whole, shape, sinceVisit }: FailureOutlook,
  total: number,
): number {
  const grown = (shape + whole.rate * past.expected) * Math.expm1(total / (shape + past.failures));
  const ahead = grown / (whole.rate * past.rate);
  if (hazard.visits !== undefined) {
    return daysUntilExpected(hazard.visits, past.age, sinceVisit, ahead);
  }
  const { eta, beta } = hazard;
  return Math.max(eta * (cumulativeHazard(hazard, past.age) + ahead) ** (1 / beta) - past.age, 0);
}
