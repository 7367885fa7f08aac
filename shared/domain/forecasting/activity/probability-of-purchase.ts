import type { ActivityParameters } from '../model/activity.ts';
import { logSumExp } from '../statistics/log-sum-exp.ts';
import type { ActivityHistory } from './activity-history.ts';
import { logLikelihood, logStates } from './log-states.ts';

/**
 * Probability of at least one purchase within `horizon` from now, in the unit of the history:
 * 1 - L(x, t_x, T + h) / L(x, t_x, T), which holds for every buy-till-you-die model.
 * @throws RangeError when the history cannot be one or the horizon is negative.
 */
export const probabilityOfPurchase = (
  parameters: ActivityParameters,
  history: ActivityHistory,
  horizon: number,
): number => purchaseWithin(parameters, history)(horizon);

/**
 * The same for any horizon; what does not depend on it is worked out once.
 * @throws RangeError when the history cannot be one, or later when a horizon is negative.
 */
export function purchaseWithin(
  parameters: ActivityParameters,
  history: ActivityHistory,
): (horizon: number) => number {
  const likelihood = logLikelihood(parameters, history);
  const now = likelihood(0);
  return (horizon) => {
    if (!(horizon >= 0)) throw new RangeError(`horizon must be 0 or more, got ${horizon}`);
    return Math.min(Math.max(-Math.expm1(likelihood(horizon) - now), 0), 1);
  };
}

/** Probability that the customer has not left, 0 to 1. */
export function probabilityAlive(parameters: ActivityParameters, history: ActivityHistory): number {
  const { left, active } = logStates(parameters, history);
  return Math.exp(active - logSumExp(left, active));
}
