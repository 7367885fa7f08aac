import type { Model } from '../model.ts';
import { logBeta } from '../statistics/log-gamma.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { fromLogOdds, logOdds } from '../statistics/odds.ts';

/** Subscriptions with so many renewals: how many ended then, and how many still run. */
export type RetentionRow = {
  readonly renewals: number;
  readonly left: number;
  readonly runs: number;
};

type Retention = Pick<Model['subscriptions'], 'leavePerPeriod' | 'concentration'>;

/** Precisions (half of 1 / variance) of the log-odds of leaving and of ln concentration. */
const PRIOR = { leave: 0.5, concentration: 1 } as const;
const BOUNDS = { leave: [1e-4, 0.9], concentration: [0.2, 1e3] } as const;

/**
 * Shifted beta-geometric retention: each customer leaves with a probability of their own at every
 * period, Beta(q M, (1-q) M) over customers. P(leaves after n renewals) = B(qM+1, (1-q)M+n) / B and
 * P(runs after n) = B(qM, (1-q)M+n) / B; by maximum posterior around `prior`.
 * Source: Fader & Hardie (2007), How to project customer retention, equations 5 and 6.
 * @throws RangeError when there is no row.
 */
export function fitRetention(rows: readonly RetentionRow[], prior: Retention): Retention {
  if (rows.length === 0) throw new RangeError('no subscriptions to learn retention from');
  const centre = [logOdds(prior.leavePerPeriod), Math.log(prior.concentration)];
  const toRetention = ([odds = 0, log = 0]: readonly number[]): Retention => ({
    leavePerPeriod: clamped(fromLogOdds(odds), BOUNDS.leave),
    concentration: clamped(Math.exp(log), BOUNDS.concentration),
  });
  const { at } = nelderMead((point) => {
    const [offLeave, offConcentration] = point.map((x, i) => x - (centre[i] ?? 0));
    return (
      PRIOR.leave * (offLeave ?? 0) ** 2 +
      PRIOR.concentration * (offConcentration ?? 0) ** 2 -
      logLikelihood(rows, toRetention(point))
    );
  }, centre);
  return toRetention(at);
}

function logLikelihood(
  rows: readonly RetentionRow[],
  { leavePerPeriod, concentration }: Retention,
): number {
  const leaves = leavePerPeriod * concentration;
  const stays = concentration - leaves;
  const all = logBeta(leaves, stays);
  let sum = 0;
  for (const { renewals, left, runs } of rows) {
    sum += left * (logBeta(leaves + 1, stays + renewals) - all);
    sum += runs * (logBeta(leaves, stays + renewals) - all);
  }
  return sum;
}

const clamped = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(Math.max(value, least), most);
