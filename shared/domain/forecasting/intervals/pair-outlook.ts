import { type PairView, viewPair } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { customerPace } from './customer-pace.ts';
import { type IntervalPrior, intervalPrior } from './interval-prior.ts';
import { type LogInterval, logInterval } from './log-interval.ts';

/** What is known of the next gap of one product of one customer. */
export type PairOutlook = {
  readonly pair: PairView;
  readonly gaps: number;
  readonly prior: IntervalPrior;
  /** How much slower than others the customer buys everything, in ln days. */
  readonly pace: number;
  readonly interval: LogInterval;
};

/** Undefined when everything bought was returned, or the product was never bought. */
export function pairOutlook(fold: Fold, productId: string, model: Model): PairOutlook | undefined {
  const packed = Object.hasOwn(fold.pairs, productId) ? fold.pairs[productId] : undefined;
  const pair = packed === undefined ? undefined : viewPair(packed);
  return pair === undefined
    ? undefined
    : outlookOf(pair, productId, customerPace(fold, model), model);
}

/** The same of a pair and a customer's pace that are known already. */
export function outlookOf(
  pair: PairView,
  productId: string,
  pace: number,
  model: Model,
): PairOutlook {
  const prior = intervalPrior(model, productId);
  const gaps = pair.days - 1;
  const { sumLogGap, sumSquaredLogGap } = pair;
  const own = { gaps, sumLogGap, sumSquaredLogGap };
  return { pair, gaps, prior, pace, interval: logInterval(own, prior, pace, model.intervals) };
}
