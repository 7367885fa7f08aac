import type { ActivityParameters } from '../model.ts';
import { logBeta, logGamma } from '../statistics/log-gamma.ts';
import { logSumExp } from '../statistics/log-sum-exp.ts';
import { type ActivityHistory, checkHistory } from './activity-history.ts';

/** T - t_x is kept above this, so that its logarithm exists right after a purchase. */
const SHORTEST_SILENCE = 1e-9;

/**
 * Log-likelihoods of the two states a customer can be in under MBG/CNBD-k, up to the same constant:
 * having left after the last purchase, and being still active with 0 to k - 1 stages of the next
 * gap completed.
 *
 *     left   = lnB(a+1,b+x) + lnG(r+kx) - (r+kx) ln(alpha+t_x)
 *     active = logsum_j lnB(a,b+x+1) + j ln(T-t_x) - lnG(j+1) + lnG(r+kx+j) - (r+kx+j) ln(alpha+T)
 *
 * Source: Reutterer, Platzer & Schröder (2021), MBG/CNBD-k; k = 1 is Batislam et al. (2007).
 * @throws RangeError when the history cannot be one.
 */
export function logStates(
  { k, r, alpha, a, b }: ActivityParameters,
  history: ActivityHistory,
): { readonly left: number; readonly active: number } {
  checkHistory(history);
  const { repeats, lastAt, observed } = history;
  const shape = r + k * repeats;
  const left = logBeta(a + 1, b + repeats) + logGamma(shape) - shape * Math.log(alpha + lastAt);
  const logSilence = Math.log(Math.max(observed - lastAt, SHORTEST_SILENCE));
  const logClock = Math.log(alpha + observed);
  const staying = logBeta(a, b + repeats + 1);
  let active = Number.NEGATIVE_INFINITY;
  for (let stage = 0; stage < k; stage += 1) {
    const reached = stage * logSilence - logGamma(stage + 1) + logGamma(shape + stage);
    active = logSumExp(active, staying + reached - (shape + stage) * logClock);
  }
  return { left, active };
}
