import type { Fold } from '#shared/domain/customer/state.ts';
import { customerMoment } from './intervals/customer-moment.ts';
import { gapQuantile } from './intervals/days-until.ts';
import { nextGap, nextGapQuantile } from './intervals/next-dates.ts';
import { type PairOutlook, pairOutlook } from './intervals/pair-outlook.ts';
import { returnProbability } from './intervals/return-probability.ts';
import type { Model } from './model.ts';

/** A reminder should arrive when this share of returning customers has bought again. */
const REMIND_AT = 0.35;
/** The need counts as missed when this share has. */
const MISSED_AT = 0.9;

/**
 * Local day on which a reminder should go out: t_0.35 of those who buy again, less the lead. It is
 * undefined when the product was never bought (or all was returned), was bought once and nobody
 * has taught us its rhythm, and when so few come back
 * that the probability of a purchase never reaches 0.35 (theta / (1 - q) would pass 1).
 * @throws RangeError when the lead is negative.
 */
export function reminderDay(
  fold: Fold,
  productId: string,
  model: Model,
  leadDays: number,
): number | undefined {
  if (!(leadDays >= 0)) throw new RangeError(`leadDays must be 0 or more, got ${leadDays}`);
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined || tooEarly(outlook)) return undefined;
  const { pair, gaps, prior, interval } = outlook;
  const { leaveConcentration } = model.intervals;
  const returns = returnProbability(interval, prior.leaveFirst, leaveConcentration, gaps, 0);
  if (returns.probability <= REMIND_AT) return undefined;
  const gap = nextGap(outlook, customerMoment(fold, model, pair.lastDay));
  return pair.lastDay + Math.round(nextGapQuantile(gap, outlook, REMIND_AT, 0) - leadDays);
}

/** Local day by which 90 % of returning customers have bought again; undefined as above. */
export function missedDay(fold: Fold, productId: string, model: Model): number | undefined {
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined || tooEarly(outlook)) return undefined;
  return outlook.pair.lastDay + Math.round(gapQuantile(outlook.interval, MISSED_AT));
}

/** A single purchase of a product whose rhythm nobody has taught us says nothing. */
const tooEarly = ({ gaps, prior }: PairOutlook): boolean => gaps === 0 && !prior.known;
