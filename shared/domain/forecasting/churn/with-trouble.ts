import type { Model } from '../model.ts';
import { fromLogOdds, logOdds } from '../statistics/odds.ts';

/**
 * Probability of leaving after evidence of `weight` log-odds (signals are weights of evidence, Good
 * 1950). Evidence moves the customer's own odds. A steady rhythm, though, says nothing about trouble
 * that was never there before: so the answer is never below what the trouble alone does to anybody,
 * 1 - (1 - base)(1 - t), where t is what the evidence adds to `troubleShare`. Without evidence, or
 * with good signs only, the customer's own odds stand.
 */
export function withTrouble(base: number, weight: number, { signals }: Model): number {
  const own = fromLogOdds(logOdds(base) + weight);
  const share = signals.troubleShare;
  if (share === undefined || !(weight > 0)) return own;
  const trouble = fromLogOdds(logOdds(share) + weight) - share;
  return Math.max(own, 1 - (1 - base) * (1 - trouble));
}
