import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { purchaseDoubt } from '../activity/activity-doubt.ts';
import { activityLayerOf, layerLogOdds } from '../activity/activity-layer.ts';
import { activityOf } from '../activity/activity-of.ts';
import { purchaseInputs } from '../activity/purchase-inputs.ts';
import type { Evidence } from '../forecast.ts';
import type { Model } from '../model.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import { overdueProducts } from './overdue-products.ts';
import { silenceReasons } from './silence-reasons.ts';

export type SilenceRisk = {
  /** That nothing is bought within the horizon. */
  readonly probability: number;
  readonly anchorDay: number;
  readonly evidence: Evidence;
  /** In words, made when somebody reads them. */
  readonly reasons: () => readonly Reason[];
};

/** Standard deviation of the probability up to which it counts as known, and as too early to say. */
const DOUBT = { enough: 0.17, none: 0.25 } as const;

/** Risk that a customer without a contract stays away; undefined when nothing was ever bought. */
export function leaveSilently(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): SilenceRisk | undefined {
  const history = activityOf(fold, today);
  const { visits } = fold;
  if (history === undefined || visits === undefined) return undefined;
  const layer = activityLayerOf(model);
  const inputs = purchaseInputs(fold, history, model, horizonDays, layer.horizonDays);
  const overdue = overdueProducts(fold, model, today);
  const doubt = purchaseDoubt(model, history, horizonDays);
  return {
    probability: fromLogOdds((overdue?.value ?? 0) - layerLogOdds(layer, inputs)),
    anchorDay: visits.last,
    evidence: doubt <= DOUBT.enough ? 'enough' : doubt <= DOUBT.none ? 'thin' : 'none',
    reasons: () => [
      ...silenceReasons(fold, visits, today, {
        layer,
        inputs,
        meanOrderMinor: model.spend.meanOrderMinor,
      }),
      ...(overdue === undefined ? [] : [{ ...overdue, contribution: overdue.value }]),
    ],
  };
}
