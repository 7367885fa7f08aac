import type { Model } from '../model.ts';
import type { ActivityHistory } from './activity-history.ts';
import { probabilityAlive } from './probability-of-purchase.ts';

/** What one shop's parameters may be off at another, when the model does not say. */
const SHOP_DOUBT = 0.2;

/**
 * Standard deviation of the probability of a purchase within the horizon from what is not known:
 * the customer's own rate, whose posterior is Gamma(r + kx, alpha + T), as far as the customer is
 * still active, and the shop's parameters, which each repeat purchase it taught makes firmer.
 * E exp(-rate t) = (A / (A + t))^s makes the first part exact for k = 1.
 */
export function purchaseDoubt(model: Model, history: ActivityHistory, horizonDays: number): number {
  const { k, r, alpha, repeats: taught = 0 } = model.activity;
  const shape = r + k * history.repeats;
  const clock = alpha + history.observed;
  const stays = (times: number): number =>
    Math.exp(-shape * Math.log1p((times * horizonDays) / k / clock));
  const once = stays(1);
  const ofRate =
    Math.max(stays(2) - once * once, 0) * probabilityAlive(model.activity, history) ** 2;
  const doubt = model.activityPrior?.doubt ?? SHOP_DOUBT;
  return Math.sqrt(ofRate + (doubt * doubt) / (1 + taught));
}
