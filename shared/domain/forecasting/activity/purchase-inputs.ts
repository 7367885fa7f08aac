import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';
import type { ActivityHistory } from './activity-history.ts';
import { probabilityOfPurchase } from './probability-of-purchase.ts';

/**
 * The five inputs of the activity logistic: logit of the closed-form probability of a purchase,
 * ln(1 + repeats), ln(1 + weeks since the last), ln(1 + spent), ln(1 + spent on the first day),
 * money in orders of mean value so that it has no currency.
 */
export function purchaseInputs(
  fold: Pick<Fold, 'spentMinor' | 'refundedMinor' | 'firstSpentMinor'>,
  history: ActivityHistory,
  model: Pick<Model, 'activity' | 'spend'>,
  horizonDays: number,
): number[] {
  const { meanOrderMinor } = model.spend;
  const kept = Math.max(fold.spentMinor - fold.refundedMinor, 0);
  return [
    logOdds(probabilityOfPurchase(model.activity, history, horizonDays)),
    Math.log1p(history.repeats),
    Math.log1p((history.observed - history.lastAt) / 7),
    Math.log1p(kept / meanOrderMinor),
    Math.log1p(fold.firstSpentMinor / meanOrderMinor),
  ];
}
