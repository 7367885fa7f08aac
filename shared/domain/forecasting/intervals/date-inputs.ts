import type { Model } from '../model.ts';
import { type CustomerHabits, visitsAfter } from './customer-habits.ts';
import { lastQuantity, meanLogVisitGap, repeatRate, shareOfVisits } from './due-inputs.ts';
import type { PairOutlook } from './pair-outlook.ts';

/**
 * What the layer of dates is given. Days are in units of the shop's usual interval exp(mu), so that
 * a layer says the same of a shop whose customers come ten times as often.
 */
export const DATE_INPUTS = [
  /** m - mu of the log-normal renewal. */
  'renewal',
  /** ln(days with the product / visits). */
  'purchaseShare',
  /** ln(last quantity / mean quantity). */
  'lastQuantity',
  /** ln(mean order of the customer / mean order of the shop). */
  'orderSize',
  /** Logit of the share who buy the product again. */
  'repeatRate',
  /** ln(1 + known visits within the window before the purchase, the one of the purchase included). */
  'recentVisits',
  /** Mean of ln days between visits less ln of the product's share of visits, less mu. */
  'visitPace',
  /** Weighted mean of ln gap, the newest most, less the plain mean. */
  'drift',
  /** Standard deviation of the pair's ln gaps. */
  'scatter',
  /** How much slower than others the customer buys everything, in ln days. */
  'customerPace',
] as const;

/** The window in which the next purchase is looked for, in usual intervals of the shop. */
const WINDOW_INTERVALS = 1.4;
const WINDOW_BOUNDS = { least: 7, most: 730 } as const;
/** Orders are compared up to a factor of 100. */
const ORDER_FACTOR = 100;

/**
 * Days within which dates are learned: those of customers who come back within them. On UK online
 * retail 60, which is about 1.4 usual intervals.
 */
export function dateWindowDays({ intervals }: Pick<Model, 'intervals'>): number {
  const days = Math.round(WINDOW_INTERVALS * Math.exp(intervals.mu));
  return Math.min(Math.max(days, WINDOW_BOUNDS.least), WINDOW_BOUNDS.most);
}

/** The inputs of a pair as of its last purchase, in the order of DATE_INPUTS. */
export function dateInputs(outlook: PairOutlook, habits: CustomerHabits, model: Model): number[] {
  const { pair, gaps, interval } = outlook;
  const { mu } = model.intervals;
  const mean = pair.sumLogGap / gaps;
  const order = habits.orderMinor / model.spend.meanOrderMinor;
  const variance = pair.sumSquaredLogGap / gaps - mean * mean;
  const visitPace =
    meanLogVisitGap(habits, model.visits) - Math.log(shareOfVisits(outlook, habits));
  return [
    interval.mean - mu,
    Math.log(pair.days / habits.visits),
    lastQuantity(outlook),
    Math.log(Math.min(Math.max(order, 1 / ORDER_FACTOR), ORDER_FACTOR)),
    repeatRate(outlook),
    Math.log1p(
      visitsAfter(habits, pair.lastDay - dateWindowDays(model)) - visitsAfter(habits, pair.lastDay),
    ),
    visitPace - mu,
    pair.recentLogGap - mean,
    Math.sqrt(Math.max(variance, 0)),
    outlook.pace,
  ];
}
