import type { Model } from '../model.ts';
import { longerThan } from './days-until.ts';
import type { PairOutlook } from './pair-outlook.ts';
import { returnProbability } from './return-probability.ts';

/** A pair on one day. */
export type PairMoment = {
  readonly outlook: PairOutlook;
  /** Days since the last purchase. */
  readonly elapsed: number;
  /** Share of gaps that last longer than that. */
  readonly surviving: number;
  /** Probability that another purchase follows at all, and how well it is known. */
  readonly returns: number;
  readonly doubt: number;
};

export function pairMoment(outlook: PairOutlook, { intervals }: Model, today: number): PairMoment {
  const { pair, gaps, prior, interval } = outlook;
  const elapsed = Math.max(today - pair.lastDay, 0);
  const { leaveConcentration } = intervals;
  const surviving = longerThan(interval, elapsed);
  const { probability, doubt } = returnProbability(
    interval,
    prior.leaveFirst,
    leaveConcentration,
    gaps,
    elapsed,
    surviving,
  );
  return { outlook, elapsed, surviving, returns: probability, doubt };
}
