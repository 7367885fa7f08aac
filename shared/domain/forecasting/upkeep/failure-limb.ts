import type { FailureOutlook } from './failure-outlook.ts';
import { failureReasons } from './failure-reasons.ts';
import { failureCurve } from './failure-within.ts';
import type { Limb } from './limb.ts';

/** Standard deviation of the probability up to which it counts as known. */
const KNOWN_WITHIN = 0.08;
const SHOWN_DAYS = 30;

/** Risk of failure of one component. */
export function failureLimb(outlook: FailureOutlook): Limb {
  const { today } = outlook;
  const curve = failureCurve(outlook);
  const probability = curve.within(SHOWN_DAYS);
  const percent = Math.round(probability * 100);
  return {
    code: 'failure',
    dueBy: (day) => curve.within(Math.max(day - today, 0)),
    daysUntil: (share) => curve.daysUntil(share),
    text: () => inWords(outlook, percent),
    value: percent / 100,
    evidence: doubtOf(outlook, probability) <= KNOWN_WITHIN ? 'enough' : 'thin',
    isLearned: true,
    why: () => failureReasons(outlook, SHOWN_DAYS),
  };
}

function inWords({ component, past }: FailureOutlook, percent: number): string {
  const part = component === '' ? 'it' : `the ${component}`;
  const so = past.failures === 0 ? 'no failure so far' : `${past.failures} failures so far`;
  return `${part} fails within ${SHOWN_DAYS} days with ${percent} % probability, ${so}`;
}

/**
 * Standard deviation of the probability for what is not known of the hazard: the unit's frailty is
 * known to a coefficient of variation of 1/sqrt(a+d), the kind's hazard to 1/sqrt(its failures).
 */
function doubtOf({ hazard, past, shape }: FailureOutlook, probability: number): number {
  const variation = Math.sqrt(1 / (shape + past.failures) + 1 / Math.max(hazard.failures, 1));
  const surviving = Math.max(1 - probability, Number.EPSILON);
  return variation * surviving * -Math.log(surviving);
}
