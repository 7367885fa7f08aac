import { formatProbability } from '#shared/domain/format-probability.ts';
import { type Clock, toldByClocks } from '../clock-error.ts';
import { type Told, told } from '../told.ts';
import { failureClock } from './failure-clock.ts';
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
  const clock = (): Clock => failureClock(outlook.hazard);
  return {
    code: 'failure',
    dueBy: (day) => curve.within(Math.max(day - today, 0)),
    daysUntil: (share) => curve.daysUntil(share),
    text: () =>
      inWords(outlook, told({ probability, toldIn: toldByClocks([clock()], SHOWN_DAYS) })),
    value: outlook.past.failures,
    evidence: doubtOf(outlook, probability) <= KNOWN_WITHIN ? 'enough' : 'thin',
    clock,
    why: () => failureReasons(outlook, SHOWN_DAYS),
  };
}

function inWords({ component, past }: FailureOutlook, { probability, likelihood }: Told): string {
  const part = component === '' ? 'it' : `the ${component}`;
  const so = past.failures === 0 ? 'no failure so far' : `${past.failures} failures so far`;
  return probability === null
    ? `${part} is ${likelihood.word} to fail within ${SHOWN_DAYS} days, ${so}`
    : `${part} fails within ${SHOWN_DAYS} days with ${formatProbability(probability)} probability, ${so}`;
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
