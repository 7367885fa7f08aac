import { longerThan } from './days-until.ts';
import type { LogInterval } from './log-interval.ts';

/** Probability of another purchase, and how well we know it. */
export type ReturnProbability = { readonly probability: number; readonly doubt: number };

/**
 * Probability that a pair is bought again at all. Leaving after a purchase is Beta(q M, (1-q) M)
 * over pairs, q the product's share leaving after the first purchase and M the concentration, so
 * that x repeats make it q M / (M + x); silence of e days then counts against returning by Bayes:
 * (1-q) S(e) / (q + (1-q) S(e)).
 */
export function returnProbability(
  interval: LogInterval,
  leaveFirst: number,
  concentration: number,
  repeats: number,
  elapsedDays: number,
  surviving = longerThan(interval, elapsedDays),
): ReturnProbability {
  const strength = concentration + repeats;
  const leaves = (leaveFirst * concentration) / strength;
  const stillComing = (1 - leaves) * surviving;
  return {
    probability: stillComing > 0 ? stillComing / (leaves + stillComing) : 0,
    doubt: Math.sqrt((leaves * (1 - leaves)) / (strength + 1)),
  };
}
