import type { FailureOutlook } from './failure-outlook.ts';
import { daysUntilExpected, expectedAtVisits } from './service-visits.ts';
import { cumulativeHazard } from './weibull.ts';

/**
 * Cumulative hazard ahead of this unit by its age alone, -ln of the probability of no failure:
 * (a+d) ln(1 + dH / (a+E)), frailty Gamma(a, a) given d failures where E were to be expected.
 */
export function hazardByAge({ hazard, past, shapes }: FailureOutlook, days: number): number {
  const { age, byAge, failures, rate } = past;
  const ahead = cumulativeHazard(hazard, age + days) - cumulativeHazard(hazard, age);
  return (shapes.byAge + failures) * Math.log1p((rate * ahead) / (shapes.byAge + byAge));
}

/** The same where the visits of a service rhythm decide; by age where there is no rhythm. */
export function closedHazard(outlook: FailureOutlook, days: number): number {
  const { hazard, past, shapes, sinceVisit } = outlook;
  if (hazard.visits === undefined) return hazardByAge(outlook, days);
  const ahead = expectedAtVisits(hazard.visits, past.age, sinceVisit, days);
  return (
    (shapes.atVisits + past.failures) *
    Math.log1p((past.rate * ahead) / (shapes.atVisits + past.atVisits))
  );
}

/**
 * Days until the closed form's cumulative hazard reaches `total`: the average unit's hazard must
 * grow by dH* = (a+E) (exp(total / (a+d)) - 1), which the Weibull reaches at the age
 * eta ((age/eta)^beta + dH*)^(1/beta); the visits are walked.
 */
export function daysUntilClosed(outlook: FailureOutlook, total: number): number {
  const { hazard, past, shapes, sinceVisit } = outlook;
  if (hazard.visits !== undefined) {
    const ahead = grown(shapes.atVisits, past.failures, past.atVisits, total) / past.rate;
    return daysUntilExpected(hazard.visits, past.age, sinceVisit, ahead);
  }
  const { eta, beta } = hazard;
  const ahead = grown(shapes.byAge, past.failures, past.byAge, total) / past.rate;
  return Math.max(eta * (cumulativeHazard(hazard, past.age) + ahead) ** (1 / beta) - past.age, 0);
}

const grown = (shape: number, failures: number, expected: number, total: number): number =>
  (shape + expected) * Math.expm1(total / (shape + failures));
