import type { Fold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '../default-model.ts';
import type { Model } from '../model.ts';
import { type LinearLayer, layerValue } from '../statistics/linear-layer.ts';
import type { ActivityHistory } from './activity-history.ts';
import { type PurchaseInputs, purchaseInputs } from './purchase-inputs.ts';

export type ActivityLayer = NonNullable<Model['activityLayer']>;

/** The layer of the model; what ships when the model was learned before there was one. */
export const activityLayerOf = (model: Model): ActivityLayer =>
  model.activityLayer ?? shippedLayer();

/** A layer that says what the closed form says. */
export const closedFormLayer = (model: Model): ActivityLayer => {
  const { buying } = activityLayerOf(model).inputs;
  return { ...activityLayerOf(model), intercept: 0, inputs: { buying: [1, buying?.[1] ?? 0] } };
};

/**
 * Log-odds of at least one purchase within the horizon: the layer over the closed form at its own
 * horizon, carried to the one asked for by the closed form, so that more time never says less.
 */
export function purchaseLogOdds(
  fold: Pick<Fold, 'spentMinor' | 'refundedMinor' | 'firstSpentMinor'>,
  history: ActivityHistory,
  model: Model,
  horizonDays: number,
): number {
  const layer = activityLayerOf(model);
  return layerLogOdds(layer, purchaseInputs(fold, history, model, horizonDays, layer.horizonDays));
}

/** The layer's answer to inputs that are already known. */
export const layerLogOdds = (layer: LinearLayer, inputs: PurchaseInputs): number =>
  layerValue(layer, inputs) + inputs.horizon;

let shipped: ActivityLayer | undefined;

function shippedLayer(): ActivityLayer {
  shipped ??= defaultModel().activityLayer;
  if (shipped === undefined) throw new RangeError('the shipped model has no activity layer');
  return shipped;
}
