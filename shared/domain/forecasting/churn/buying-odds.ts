import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { ActivityHistory } from '../activity/activity-history.ts';
import { type ActivityLayer, activityLayerOf, layerLogOdds } from '../activity/activity-layer.ts';
import { type PurchaseInputs, purchaseInputs } from '../activity/purchase-inputs.ts';
import type { Model } from '../model.ts';
import { inSeason } from '../season/season-on.ts';
import { overdueProducts } from './overdue-products.ts';

/**
 * How likely a customer without a contract buys, before what the newest weeks say of all. What was
 * asked is remembered.
 */
export type BuyingOdds = {
  readonly layer: ActivityLayer;
  /** Log-odds of leaving from usual products that are overdue. */
  readonly overdue: Reason | undefined;
  inputsWithin(horizonDays: number): PurchaseInputs;
  /** Log-odds of a purchase within so many days, at no time of the year in particular. */
  oddsWithin(horizonDays: number): number;
  /** The same in the season of those days. */
  inSeasonWithin(horizonDays: number): number;
};

export function buyingOdds(
  fold: Fold,
  history: ActivityHistory,
  model: Model,
  today: number,
): BuyingOdds {
  const layer = activityLayerOf(model);
  const overdue = overdueProducts(fold, model, today);
  const inputsWithin = (horizonDays: number): PurchaseInputs =>
    purchaseInputs(fold, history, model, horizonDays, layer.horizonDays);
  const known = new Map<number, number>();
  const oddsWithin = (horizonDays: number): number => {
    const odds =
      known.get(horizonDays) ??
      layerLogOdds(layer, inputsWithin(horizonDays)) - (overdue?.value ?? 0);
    known.set(horizonDays, odds);
    return odds;
  };
  return {
    layer,
    overdue,
    inputsWithin,
    oddsWithin,
    inSeasonWithin: (horizonDays) => inSeason(model, today, horizonDays, oddsWithin),
  };
}
