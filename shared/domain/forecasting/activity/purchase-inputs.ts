import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';
import type { ActivityHistory } from './activity-history.ts';
import { probabilityOfPurchase } from './probability-of-purchase.ts';

/**
 * What the activity layer looks at. Money is in orders of mean value so that it has no currency.
 * `horizon` is no input that is weighed: it carries the odds of the layer's horizon to another one.
 */
export type PurchaseInputs = {
  /** Closed-form log-odds of a purchase within the layer's horizon. */
  readonly buying: number;
  /** ln(1 + repeats). */
  readonly repeats: number;
  /** ln(1 + weeks since the last visit). */
  readonly silence: number;
  /** ln(1 + spent) and ln(1 + spent on the first day). */
  readonly spent: number;
  readonly firstSpent: number;
  /** ln(1 + weeks since the first visit). */
  readonly age: number;
  /** Closed-form log-odds within the horizon asked for less those within the layer's. */
  readonly horizon: number;
};

type Money = Pick<Fold, 'spentMinor' | 'refundedMinor' | 'firstSpentMinor'>;

/** The inputs for a purchase within `horizonDays`, for a layer fitted at `layerDays`. */
export function purchaseInputs(
  fold: Money,
  history: ActivityHistory,
  model: Pick<Model, 'activity' | 'spend'>,
  horizonDays: number,
  layerDays: number,
): PurchaseInputs {
  const { meanOrderMinor } = model.spend;
  const kept = Math.max(fold.spentMinor - fold.refundedMinor, 0);
  const buying = logOdds(probabilityOfPurchase(model.activity, history, layerDays));
  const asked =
    horizonDays === layerDays
      ? buying
      : logOdds(probabilityOfPurchase(model.activity, history, horizonDays));
  return {
    buying,
    repeats: Math.log1p(history.repeats),
    silence: Math.log1p((history.observed - history.lastAt) / 7),
    spent: Math.log1p(kept / meanOrderMinor),
    firstSpent: Math.log1p(fold.firstSpentMinor / meanOrderMinor),
    age: Math.log1p(history.observed / 7),
    horizon: asked - buying,
  };
}
