import { purchaseWithin } from '../activity/probability-of-purchase.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';
import { type CustomerHabits, lastBoughtOn, visitsAfter } from './customer-habits.ts';
import type { PairOutlook } from './pair-outlook.ts';

/**
 * What the layer over the closed form of a pair is given, in this order. The first three depend on
 * the horizon. e and e_c are days since the pair's and the customer's last purchase, n the days on
 * which the product was bought, v the customer's visits.
 */
export const DUE_INPUTS = [
  /** Logit of the closed form: coming back at all times the log-normal renewal within the horizon. */
  'closedForm',
  /** Logit of MBG/CNBD-k of the pair in product time. */
  'pairClock',
  /** Logit of (a visit within the horizon by MBG/CNBD-k x the product's share of visits). */
  'visitShare',
  /** ln(1 + e_c), and the same times the mean of ln days between visits. */
  'sinceVisit',
  'visitSilence',
  /** ln(1 + e / exp m). */
  'lateness',
  /** ln n. */
  'timesBought',
  /** ln(1 + customers who bought the product), and logit of the share who buy it again. */
  'popularity',
  'repeatRate',
  /** ln of how often this customer bought each product, on average. */
  'rebuying',
  /** ln(last quantity / mean quantity), and ln of the mean quantity. */
  'lastQuantity',
  'usualQuantity',
  /** ln(1 + known visits within 56 days). */
  'recentVisits',
  /** ln(products last bought the same day / products of a visit). */
  'basketMates',
  /** The square of lastQuantity: as much as usual was bought, or far more or less. */
  'oddQuantity',
  /** recentVisits times visitSilence, and the square of recentVisits: who came often of late is back sooner, or was done for now. */
  'visitBurst',
  'manyVisits',
  /** visitSilence times lateness, and times usualQuantity: both late, and who buys in bulk. */
  'bothLate',
  'bulkSilence',
] as const;

/**
 * From this place on inputs count within the range in which they were seen: they say what customer
 * and product are like, or are products of others, which would grow beyond all measure.
 */
export const FIRST_BOUNDED_INPUT = 6;

export type DueInput = (typeof DUE_INPUTS)[number];

/** Whether this version knows the input. */
export const isDueInput = (name: string): name is DueInput =>
  DUE_INPUTS.some((known) => known === name);

const RECENT_DAYS = 56;
/** One in seven visits, worth two visits: the share of a product not seen on a later visit yet. */
const SHARE_PRIOR = { bought: 0.3, visits: 2 } as const;
/** A share of visits stays within these, so that its logarithm says no more than it knows. */
const SHARE_BOUNDS = { least: 0.001, most: 0.98 } as const;
/**
 * A product that nearly all buy again says no more than one that four in five do: its logit grows
 * without end, and with it what a layer would say that was fitted where at most six in ten do.
 */
const REPEAT_BOUNDS = { least: 0.02, most: 0.8 } as const;
/** Quantities are compared up to a factor of 20, and are 1,000 at most: grams are not pieces. */
const QUANTITY_BOUNDS = { factor: 20, most: 1_000 } as const;
const LONGEST_LATENESS_DAYS = 3_650;

/** The inputs that all products of a customer have in common. */
export type CustomerInputs = Readonly<
  Record<'sinceVisit' | 'visitSilence' | 'rebuying' | 'recentVisits', number>
>;

export function customerInputs(
  habits: CustomerHabits,
  { visits }: Model,
  today: number,
): CustomerInputs {
  const sinceVisit = Math.log1p(Math.max(today - habits.lastVisit, 0));
  return {
    sinceVisit,
    visitSilence: sinceVisit * meanLogVisitGap(habits, visits),
    rebuying: Math.log(habits.purchases / habits.products),
    recentVisits: Math.log1p(visitsAfter(habits, today - RECENT_DAYS)),
  };
}

/** Writes the sixteen inputs that do not depend on the horizon, from the fourth place on. */
export function writePairInputs(
  into: Float64Array,
  outlook: PairOutlook,
  habits: CustomerHabits,
  { sinceVisit, visitSilence, rebuying, recentVisits }: CustomerInputs,
  today: number,
): void {
  const { pair, prior, interval } = outlook;
  const elapsed = Math.min(Math.max(today - pair.lastDay, 0), LONGEST_LATENESS_DAYS);
  const lateness = Math.log1p(elapsed / Math.exp(interval.mean));
  const quantity = lastQuantity(outlook);
  const bulk = usualQuantity(outlook);
  const mates = lastBoughtOn(habits, pair.lastDay);
  into[3] = sinceVisit;
  into[4] = visitSilence;
  into[5] = lateness;
  into[6] = Math.log(pair.days);
  into[7] = Math.log1p(prior.pairs);
  into[8] = repeatRate(outlook);
  into[9] = rebuying;
  into[10] = quantity;
  into[11] = bulk;
  into[12] = recentVisits;
  into[13] = Math.log((Math.max(mates, 1) * habits.visits) / habits.purchases);
  into[14] = quantity * quantity;
  into[15] = recentVisits * visitSilence;
  into[16] = recentVisits * recentVisits;
  into[17] = visitSilence * lateness;
  into[18] = visitSilence * bulk;
}

/** What the inputs of each horizon have in common. */
export type PairClock = {
  /** Probability that the pair is bought within so many days, by MBG/CNBD-k in product time. */
  readonly within: (days: number) => number;
  readonly shareOfVisits: number;
};

export const pairClock = (
  outlook: PairOutlook,
  habits: CustomerHabits,
  model: Model,
  elapsed: number,
): PairClock => ({
  within: inProductTime(outlook, model.due.pairs, elapsed),
  shareOfVisits: shareOfVisits(outlook, habits),
});

/** Writes the three inputs of one horizon from the closed form and the probability of a visit within it. */
export function writeHorizonInputs(
  into: Float64Array,
  { within, shareOfVisits: share }: PairClock,
  moment: { readonly horizonDays: number; readonly closed: number; readonly visit: number },
): void {
  const { horizonDays, closed, visit } = moment;
  into[0] = logOdds(closed);
  into[1] = logOdds(within(horizonDays));
  into[2] = logOdds(visit * share);
}

/** Mean of ln days between the customer's visits, shrunk to that of the shop. */
export function meanLogVisitGap(
  { visits, sumLogVisitGap }: CustomerHabits,
  { mu, sigma2, tau2 }: Model['visits'],
): number {
  const kappa = sigma2 / tau2;
  return (sumLogVisitGap + kappa * mu) / (visits - 1 + kappa);
}

/** Of the customer's visits after the first with the product, the share that brought it again. */
export function shareOfVisits({ pair, gaps }: PairOutlook, habits: CustomerHabits): number {
  const later = Math.max(visitsAfter(habits, pair.firstDay - 1) - 1, 0);
  const share = (gaps + SHARE_PRIOR.bought) / (later + SHARE_PRIOR.visits);
  return Math.min(Math.max(share, SHARE_BOUNDS.least), SHARE_BOUNDS.most);
}

/** Logit of the share who buy the product again, the share within 2 to 80 %. */
export function repeatRate({ prior }: PairOutlook): number {
  const { least, most } = REPEAT_BOUNDS;
  return logOdds(Math.min(Math.max(1 - prior.leaveFirst, least), most));
}

/** ln of the mean quantity, which is 1,000 at most. */
function usualQuantity({ pair }: PairOutlook): number {
  const { most } = QUANTITY_BOUNDS;
  return Math.log(Math.min(Math.max(pair.totalQuantity / pair.days, 1 / most), most));
}

/** ln(last quantity / mean quantity), within a factor of 20. */
export function lastQuantity({ pair }: PairOutlook): number {
  const { factor } = QUANTITY_BOUNDS;
  const ratio = (pair.lastQuantity * pair.days) / Math.max(pair.totalQuantity, 1e-9);
  return Math.log(Math.min(Math.max(ratio, 1 / factor), factor));
}

function inProductTime(
  { pair, gaps, prior }: PairOutlook,
  parameters: Model['due']['pairs'],
  elapsed: number,
): (days: number) => number {
  const unit = Math.exp(prior.mu);
  const lastAt = (pair.lastDay - pair.firstDay) / unit;
  const history = { repeats: gaps, lastAt, observed: lastAt + elapsed / unit };
  const within = purchaseWithin(parameters, history);
  return (days) => within(days / unit);
}
