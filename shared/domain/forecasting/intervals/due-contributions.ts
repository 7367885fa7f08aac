import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from '../check-day.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';
import { type CustomerMoment, customerMoment } from './customer-moment.ts';
import { endsWithin, longerThan } from './days-until.ts';
import { DUE_INPUTS, type DueInput } from './due-inputs.ts';
import { closedForm, dueAnswer, dueInputs, isInLayer } from './due-layer.ts';
import { logInterval } from './log-interval.ts';
import { type PairMoment, pairMoment } from './pair-moment.ts';
import { pairOutlook } from './pair-outlook.ts';
import { returnProbability } from './return-probability.ts';

/** What moves the odds of a purchase, in groups that can be said in words. */
export type DueGroup =
  /** How often, how steadily and how many times the customer bought the product. */
  | 'rhythm'
  /** Time since the last purchase of the product. */
  | 'elapsed'
  /** How often, and how lately, the customer comes at all. */
  | 'visits'
  /** How the product is bought by others. */
  | 'product'
  /** How much is bought at a time, and how often this customer buys anything again. */
  | 'basket'
  /** How much more or less all customers bought lately than foreseen. */
  | 'pulse'
  /** A horizon before the shortest or beyond the longest that was fitted. */
  | 'horizon';

/** Log-odds of a typical pair, and what each group adds: together the log-odds of the probability. */
export type DueContributions = {
  readonly typical: number;
  readonly groups: Readonly<Record<DueGroup, number>>;
};

const GROUP_OF: Readonly<Record<Exclude<DueInput, 'closedForm'>, DueGroup>> = {
  pairClock: 'rhythm',
  timesBought: 'rhythm',
  lateness: 'elapsed',
  visitShare: 'visits',
  sinceVisit: 'visits',
  visitSilence: 'visits',
  recentVisits: 'visits',
  popularity: 'product',
  repeatRate: 'product',
  rebuying: 'basket',
  lastQuantity: 'basket',
  usualQuantity: 'basket',
  basketMates: 'basket',
  oddQuantity: 'basket',
  visitBurst: 'visits',
  manyVisits: 'visits',
  bothLate: 'visits',
  bulkSilence: 'visits',
};

/**
 * Why a pair is bought again within the horizon with just that probability. Exact: the typical
 * log-odds and all groups add up to the log-odds of the forecast's probability (while that lies
 * between 0.00001 and 0.99999).
 */
export function dueContributions(
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): DueContributions {
  return isInLayer(moment.outlook, customer)
    ? ofLayers(moment, customer, horizonDays)
    : ofClosedForm(moment, customer.model, horizonDays);
}

/**
 * The same for a product of a customer, as forecastReplenishment foretells it. Undefined when
 * everything bought was returned, or the product was never bought.
 * @throws RangeError when the day or the horizon is not one.
 */
export function replenishmentContributions(
  fold: Fold,
  productId: string,
  model: Model,
  today: number,
  horizonDays: number,
): DueContributions | undefined {
  checkDay(today);
  checkHorizon(horizonDays);
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined) return undefined;
  const customer = customerMoment(fold, model, today);
  return dueContributions(pairMoment(outlook, model, today), customer, horizonDays);
}

const none = (): Record<DueGroup, number> => ({
  rhythm: 0,
  elapsed: 0,
  visits: 0,
  product: 0,
  basket: 0,
  pulse: 0,
  horizon: 0,
});

function ofLayers(
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): DueContributions {
  const { probability, pulse, parts } = dueAnswer(moment, customer, horizonDays);
  const groups = { ...none(), pulse };
  let typical = 0;
  for (const { layer, share } of parts) {
    const given = dueInputs(moment, customer, layer.horizonDays);
    typical += share * layer.intercept;
    for (const [at, name] of DUE_INPUTS.entries()) {
      const [weight, usual] = layer.inputs[name] ?? [0, 0];
      const value = given[at] ?? 0;
      typical += share * weight * usual;
      if (name !== 'closedForm') {
        groups[GROUP_OF[name]] += share * weight * (value - usual);
        continue;
      }
      const atPurchase = logOdds(closedForm(justBought(moment, customer.model), layer.horizonDays));
      groups.rhythm += share * weight * (atPurchase - usual);
      groups.elapsed += share * weight * (value - atPurchase);
    }
  }
  const explained = Object.values(groups).reduce((sum, value) => sum + value, typical);
  groups.horizon += logOdds(probability) - explained;
  return { typical, groups };
}

function justBought(
  { outlook }: PairMoment,
  { intervals }: Pick<Model, 'intervals'>,
): Omit<PairMoment, 'doubt'> {
  const { interval, prior, gaps } = outlook;
  const { leaveConcentration } = intervals;
  const { probability } = returnProbability(
    interval,
    prior.leaveFirst,
    leaveConcentration,
    gaps,
    0,
  );
  return { outlook, elapsed: 0, surviving: longerThan(interval, 0), returns: probability };
}

/** One thing after the other: shop, product, pace of the customer, own gaps, time that has passed. */
function ofClosedForm(
  moment: PairMoment,
  { intervals }: Model,
  horizonDays: number,
): DueContributions {
  const { prior, gaps, pace } = moment.outlook;
  const { leaveConcentration, leaveFirst } = intervals;
  const unseen = { gaps: 0, sumLogGap: 0, sumSquaredLogGap: 0 };
  const firstTime = (leaves: number, known: typeof prior, ownPace: number): number => {
    const interval = logInterval(unseen, known, ownPace, intervals);
    const { probability } = returnProbability(interval, leaves, leaveConcentration, 0, 0);
    return logOdds(probability * endsWithin(interval, 0, horizonDays));
  };
  const shop = { ...prior, mu: intervals.mu, sigma2: intervals.sigma2 };
  const typical = firstTime(leaveFirst, shop, 0);
  const ofProduct = firstTime(prior.leaveFirst, prior, 0);
  const ofCustomer = firstTime(prior.leaveFirst, prior, pace);
  const own =
    gaps === 0 ? ofCustomer : logOdds(closedForm(justBought(moment, { intervals }), horizonDays));
  const groups = {
    ...none(),
    product: ofProduct - typical,
    visits: ofCustomer - ofProduct,
    rhythm: own - ofCustomer,
    elapsed: logOdds(closedForm(moment, horizonDays)) - own,
  };
  return { typical, groups };
}
