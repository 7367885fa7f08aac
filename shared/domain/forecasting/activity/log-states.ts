import type { ActivityParameters } from '../model/activity.ts';
import { logBeta, logGamma } from '../statistics/log-gamma.ts';
import { logSumExp } from '../statistics/log-sum-exp.ts';
import { type ActivityHistory, checkHistory } from './activity-history.ts';

/** T - t_x is kept above this, so that its logarithm exists right after a purchase. */
const SHORTEST_SILENCE = 1e-9;
/** Numbers of repeats whose terms are remembered; rarer ones are computed anew. */
const REPEATS_REMEMBERED = 400;

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
  parameters: ActivityParameters,
  history: ActivityHistory,
): { readonly left: number; readonly active: number } {
  checkHistory(history);
  const terms = termsOf(parameters, history.repeats);
  return {
    left: logLeft(terms, parameters, history.lastAt),
    active: logActive(terms, parameters, history.lastAt, history.observed),
  };
}

/**
 * Logarithm of both states together so much later than the observation.
 * @throws RangeError when the history cannot be one.
 */
export function logLikelihood(
  parameters: ActivityParameters,
  history: ActivityHistory,
): (later: number) => number {
  checkHistory(history);
  const { repeats, lastAt, observed } = history;
  const terms = termsOf(parameters, repeats);
  const left = logLeft(terms, parameters, lastAt);
  return (later) => logSumExp(left, logActive(terms, parameters, lastAt, observed + later));
}

/** What depends on the number of repeats alone. */
type Terms = { readonly shape: number; readonly left: number; readonly active: readonly number[] };

const remembered = new WeakMap<ActivityParameters, Terms[]>();

function termsOf(parameters: ActivityParameters, repeats: number): Terms {
  const known = remembered.get(parameters) ?? [];
  if (known.length === 0) remembered.set(parameters, known);
  const found = known[repeats];
  if (found !== undefined) return found;
  const terms = computeTerms(parameters, repeats);
  if (Number.isInteger(repeats) && repeats < REPEATS_REMEMBERED) known[repeats] = terms;
  return terms;
}

function computeTerms({ k, r, a, b }: ActivityParameters, repeats: number): Terms {
  const shape = r + k * repeats;
  const staying = logBeta(a, b + repeats + 1);
  return {
    shape,
    left: logBeta(a + 1, b + repeats) + logGamma(shape),
    active: Array.from(
      { length: k },
      (_, stage) => staying - logGamma(stage + 1) + logGamma(shape + stage),
    ),
  };
}

const logLeft = ({ shape, left }: Terms, { alpha }: ActivityParameters, lastAt: number): number =>
  left - shape * Math.log(alpha + lastAt);

function logActive(
  { shape, active }: Terms,
  { k, alpha }: ActivityParameters,
  lastAt: number,
  observed: number,
): number {
  const logClock = Math.log(alpha + observed);
  let all = (active[0] ?? 0) - shape * logClock;
  if (k === 1) return all;
  const logSilence = Math.log(Math.max(observed - lastAt, SHORTEST_SILENCE));
  for (let stage = 1; stage < k; stage += 1) {
    const reached = (active[stage] ?? 0) + stage * logSilence - (shape + stage) * logClock;
    all = logSumExp(all, reached);
  }
  return all;
}
