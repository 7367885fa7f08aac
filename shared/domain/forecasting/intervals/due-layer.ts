import type { Fold } from '#shared/domain/customer/state.ts';
import { probabilityOfPurchase } from '../activity/probability-of-purchase.ts';
import type { LogisticRow, Model } from '../model.ts';
import { fromLogOdds, logOdds } from '../statistics/odds.ts';
import { weightedSum } from '../statistics/weighted-sum.ts';
import { endsWithin } from './days-until.ts';
import type { PairOutlook } from './pair-outlook.ts';

/** Fewer own gaps than this were not among the examples the layer was fitted on. */
const FEWEST_GAPS = 2;

/**
 * Probability that the pair is bought within the horizon by the eight-input logistic, which adds
 * the customer's visit clock to the pair's own; undefined where it was not fitted: fewer than two
 * gaps or visits, a horizon outside its rows, or a spread of gaps unlike the shops it comes from.
 * Inputs: logit p of the log-normal renewal, logit p of MBG/CNBD-k in product time, ln(1+e),
 * ln(1+e_c), ln(1+e_c/gap), ln(1+e/exp m), m, ln gap; e and e_c are days since the pair's and the
 * customer's last purchase.
 */
export function dueLayer(
  fold: Fold,
  outlook: PairOutlook,
  { due }: Model,
  today: number,
  horizonDays: number,
): number | undefined {
  const { gaps, interval, pair } = outlook;
  const row = rowFor(due.rows, horizonDays);
  const { visits } = fold;
  const [from, to] = due.spread;
  if (row === undefined || visits === undefined || visits.n < 2 || gaps < FEWEST_GAPS) {
    return undefined;
  }
  if (!(interval.spread >= from && interval.spread <= to)) return undefined;
  const elapsed = Math.max(today - pair.lastDay, 0);
  const sinceVisit = Math.max(today - visits.last, 0);
  const visitGap = (visits.last - visits.first) / Math.max(visits.n - 1, 1);
  const inputs = [
    logOdds(endsWithin(interval, elapsed, horizonDays)),
    logOdds(inProductTime(outlook, due.pairs, elapsed, horizonDays)),
    Math.log1p(elapsed),
    Math.log1p(sinceVisit),
    Math.log1p(sinceVisit / Math.max(visitGap, 1)),
    Math.log1p(elapsed / Math.exp(interval.mean)),
    interval.mean,
    Math.log(Math.max(visitGap, 0.5)),
  ];
  return fromLogOdds(weightedSum(row.intercept, row.weights, inputs));
}

function inProductTime(
  { pair, gaps, prior }: PairOutlook,
  parameters: Model['due']['pairs'],
  elapsed: number,
  horizonDays: number,
): number {
  const unit = Math.exp(prior.mu);
  const lastAt = (pair.lastDay - pair.firstDay) / unit;
  const history = { repeats: gaps, lastAt, observed: lastAt + elapsed / unit };
  return probabilityOfPurchase(parameters, history, horizonDays / unit);
}

/** The row of this horizon, between two rows their mean weighted in ln horizon. */
function rowFor(rows: readonly LogisticRow[], horizonDays: number): LogisticRow | undefined {
  const above = rows.find((row) => row.horizonDays >= horizonDays);
  const below = rows.findLast((row) => row.horizonDays <= horizonDays);
  if (above === undefined || below === undefined) return undefined;
  if (above === below) return above;
  const share =
    Math.log(horizonDays / below.horizonDays) / Math.log(above.horizonDays / below.horizonDays);
  const mixed = (low: number, high: number): number => low + share * (high - low);
  return {
    horizonDays,
    intercept: mixed(below.intercept, above.intercept),
    weights: below.weights.map((low, at) => mixed(low, above.weights[at] ?? low)),
  };
}
