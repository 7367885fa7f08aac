import type { Model } from '../model.ts';
import { visitsAfter } from './customer-habits.ts';
import type { CustomerMoment } from './customer-moment.ts';
import { gapQuantile, longerThan } from './days-until.ts';
import { lastQuantity, meanLogVisitGap, repeatRate, shareOfVisits } from './due-inputs.ts';
import type { PairOutlook } from './pair-outlook.ts';

/**
 * What the layer of dates is given. Days are in units of the shop's usual interval exp(mu), so that
 * a layer says the same of a shop whose customers come ten times as often.
 */
export const DATE_INPUTS = [
  /**
   * ln of the median of the log-normal renewal among those who come back within the window, less
   * mu. Who is slow comes back late in the window, however slow: this bends as the answer does, where
   * m itself goes on without end.
   */
  'renewalWithin',
  /** Mean of m over all products bought on the same day, less mu: what is bought together comes again together. */
  'basketRhythm',
  /** ln(days with the product / visits). */
  'purchaseShare',
  /** ln(last quantity / mean quantity). */
  'lastQuantity',
  /** ln(mean order of the customer / mean order of the shop). */
  'orderSize',
  /** Logit of the share who buy the product again. */
  'repeatRate',
  /** ln(1 + known visits within the shop's window before the purchase, the one of the purchase included). */
  'recentVisits',
  /** Mean of ln days between visits less ln of the product's share of visits, less mu. */
  'visitPace',
  /** Weighted mean of ln gap, the newest most, less the plain mean. */
  'drift',
  /** How much slower than others the customer buys everything, in ln days. */
  'customerPace',
] as const;

/** What a layer may ask for: the inputs of now, and those that only layers of older versions name. */
export const KNOWN_DATE_INPUTS = [
  ...DATE_INPUTS,
  /** m - mu of the log-normal renewal. */
  'renewal',
  /** Standard deviation of the pair's ln gaps. */
  'scatter',
] as const;

/** Whether this version knows the input. */
export const isDateInput = (name: string): boolean =>
  KNOWN_DATE_INPUTS.some((known) => known === name);

/**
 * Inputs that are a rhythm, in ln days: they are taken as they are, however far from what was learned.
 * A pair of a slow rhythm would be told too early within the range of those back in time.
 */
const RHYTHMS: ReadonlySet<string> = new Set([
  'renewal',
  'renewalWithin',
  'basketRhythm',
  'visitPace',
  'customerPace',
]);

/** Whether an input is taken within the range in which the layer was learned. */
export const isHeldToRange = (name: string): boolean => !RHYTHMS.has(name);

/** The window in which the next purchase is looked for, in usual intervals of the shop. */
const WINDOW_INTERVALS = 1.4;
const WINDOW_BOUNDS = { least: 7, most: 730 } as const;
/** Orders are compared up to a factor of 100. */
const ORDER_FACTOR = 100;

/**
 * Days within which dates are looked for in the shop: of customers who come back within them. On UK
 * online retail 60, which is about 1.4 usual intervals.
 */
export const dateWindowDays = ({ intervals }: Pick<Model, 'intervals'>): number =>
  windowOf(intervals.mu);

/** Variance of the ln of a time that is exponential, so that the past says nothing of when: pi²/6. */
const MEMORYLESS_VARIANCE = Math.PI ** 2 / 6;

/**
 * The window of a pair whose ln gaps have this mean: that of the shop moved towards the pair's own as
 * far as rhythms tell pairs apart (the share of the variance of ln gaps that lies between pairs, the
 * intraclass correlation of Fisher 1925) and are kept. Where they are kept, twice the rhythm is a
 * purchase skipped and not a late one, and who is slow is not late at the end of the shop's window.
 */
export function pairWindowDays(mean: number, { intervals }: Pick<Model, 'intervals'>): number {
  const { mu, sigma2, tau2, omega2 } = intervals;
  const between = (tau2 + omega2) / (tau2 + omega2 + sigma2);
  const kept = Math.max(1 - sigma2 / MEMORYLESS_VARIANCE, 0);
  return windowOf(mu + between * kept * (mean - mu));
}

function windowOf(logInterval: number): number {
  const days = Math.round(WINDOW_INTERVALS * Math.exp(logInterval));
  return Math.min(Math.max(days, WINDOW_BOUNDS.least), WINDOW_BOUNDS.most);
}

/**
 * The inputs of a pair as of its last purchase, in the order of KNOWN_DATE_INPUTS, when the next one
 * is looked for within so many days.
 * @throws RangeError when the customer never came.
 */
export function dateInputs(
  outlook: PairOutlook,
  customer: CustomerMoment,
  windowDays: number,
): number[] {
  const { habits, model } = customer;
  if (habits === undefined) throw new RangeError('a customer without visits has no next date');
  const { pair, gaps, interval } = outlook;
  const { mu } = model.intervals;
  const mean = pair.sumLogGap / gaps;
  const order = habits.orderMinor / model.spend.meanOrderMinor;
  const variance = pair.sumSquaredLogGap / gaps - mean * mean;
  const visitPace =
    meanLogVisitGap(habits, model.visits) - Math.log(shareOfVisits(outlook, habits));
  return [
    renewalWithin(interval.mean, model, windowDays) - mu,
    customer.basketRhythm(pair.lastDay) - mu,
    Math.log(pair.days / habits.visits),
    lastQuantity(outlook),
    Math.log(Math.min(Math.max(order, 1 / ORDER_FACTOR), ORDER_FACTOR)),
    repeatRate(outlook),
    Math.log1p(
      visitsAfter(habits, pair.lastDay - dateWindowDays(model)) - visitsAfter(habits, pair.lastDay),
    ),
    visitPace - mu,
    pair.recentLogGap - mean,
    outlook.pace,
    interval.mean - mu,
    Math.sqrt(Math.max(variance, 0)),
  ];
}

/** So few come back within the window at least, so that their median exists. */
const FEWEST_WITHIN = 1e-9;

/**
 * ln of the median gap among those that end within the window, of gaps whose ln has this mean. Their
 * spread is that of the shop: that of one pair, known from a few gaps, adds noise.
 */
function renewalWithin(
  mean: number,
  { intervals }: Pick<Model, 'intervals'>,
  windowDays: number,
): number {
  const { sigma2, tau2 } = intervals;
  const interval = { mean, spread: Math.sqrt(sigma2 + tau2), doubt: 0 };
  const within = 1 - longerThan(interval, windowDays);
  return Math.log(gapQuantile(interval, Math.max(0.5 * within, FEWEST_WITHIN)));
}
