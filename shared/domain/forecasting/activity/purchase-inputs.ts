import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';
import type { ActivityHistory } from './activity-history.ts';
import { purchaseWithin } from './probability-of-purchase.ts';

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
  /** ln(1 + spent) in tenths of an order, which tell little from nothing. */
  readonly spentTenths: number;
  /** ln(1 + spent) and ln(1 + spent on the first day), which layers of older versions weigh. */
  readonly spent: number;
  readonly firstSpent: number;
  /** ln(1 + weeks since the first visit). */
  readonly age: number;
  /** Closed-form log-odds within the horizon asked for less those within the layer's. */
  readonly horizon: number;
};

const NAMES: Readonly<Record<keyof PurchaseInputs, true>> = {
  buying: true,
  repeats: true,
  silence: true,
  spentTenths: true,
  spent: true,
  firstSpent: true,
  age: true,
  horizon: true,
};

/** Whether this version knows the input. */
export const isPurchaseInput = (name: string): name is keyof PurchaseInputs =>
  Object.hasOwn(NAMES, name);

type Money = Pick<Fold, 'spentMinor' | 'refundedMinor' | 'firstSpentMinor'>;

/** The inputs for a purchase within `horizonDays`, for a layer fitted at `layerDays`. */
export function purchaseInputs(
  fold: Money,
  history: ActivityHistory,
  model: Pick<Model, 'activity' | 'spend'>,
  horizonDays: number,
  layerDays: number,
): PurchaseInputs {
  const { spent, first } = ordersWorth(fold, history, model);
  const within = purchaseWithin(model.activity, history);
  const buying = logOdds(within(layerDays));
  const asked = horizonDays === layerDays ? buying : logOdds(within(horizonDays));
  return {
    buying,
    repeats: Math.log1p(history.repeats),
    silence: Math.log1p((history.observed - history.lastAt) / 7),
    spentTenths: Math.log1p(10 * spent),
    spent: Math.log1p(spent),
    firstSpent: Math.log1p(first),
    age: Math.log1p(history.observed / 7),
    horizon: asked - buying,
  };
}

/**
 * What was spent and kept, and spent on the first day, in orders of mean value. Where nobody's
 * amounts are known, nothing spent says nothing: every visit counts as one such order.
 */
function ordersWorth(
  { spentMinor, refundedMinor, firstSpentMinor }: Money,
  { repeats }: ActivityHistory,
  { spend }: Pick<Model, 'spend'>,
): { spent: number; first: number } {
  if (spentMinor <= 0 && spend.from.source === 'shipped') return { spent: 1 + repeats, first: 1 };
  const kept = Math.max(spentMinor - refundedMinor, 0);
  return { spent: kept / spend.meanOrderMinor, first: firstSpentMinor / spend.meanOrderMinor };
}
