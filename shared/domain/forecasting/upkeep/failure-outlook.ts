import type { Asset } from '#shared/domain/customer/state.ts';
import type { FailureLayers } from '../model/hazard.ts';
import type { Model } from '../model.ts';
import { failurePast } from './failure-past.ts';
import { daysSinceVisit } from './service-visits.ts';
import {
  NO_WHOLE,
  type OtherParts,
  otherParts,
  type Part,
  type WholePast,
  wholeAsset,
} from './whole-asset.ts';

/** All that is known about when one component of one asset fails next. */
export type FailureOutlook = Part & {
  readonly asset: Asset;
  readonly today: number;
  /** How the parts of the asset together failed. */
  readonly whole: WholePast;
  readonly others: OtherParts;
  /** Shape a of the Gamma(a, a) frailty. */
  readonly shape: number;
  readonly layers: FailureLayers | undefined;
};

/** The outlook of every component of which somebody has taught us how its kind fails. */
export function failureOutlooks(asset: Asset, model: Model, today: number): FailureOutlook[] {
  const hazards = own(model.hazards, asset.product);
  if (hazards === undefined) return [];
  const layers = model.failures && own(model.failures.products, asset.product);
  const { frailtyShape, visitFrailtyShape = frailtyShape, assetFrailtyShape } = model.maintenance;
  const parts: Part[] = [];
  let [every, sinceVisit] = [0, 0];
  for (const component in hazards) {
    const hazard = hazards[component];
    if (hazard === undefined) continue;
    const { visits } = hazard;
    if (visits !== undefined && visits.everyDays !== every) {
      every = visits.everyDays;
      sinceVisit = daysSinceVisit(asset, every, today);
    }
    const since = visits === undefined ? 0 : sinceVisit;
    const past = failurePast(asset, component, hazard, today, since);
    parts.push({ component, hazard, past, sinceVisit: since });
  }
  const whole = wholeAsset(parts, assetFrailtyShape);
  return parts.map((part) => ({
    ...part,
    asset,
    today,
    whole: part.hazard.visits === undefined ? NO_WHOLE : whole,
    others: otherParts(parts, part),
    shape: part.hazard.visits === undefined ? frailtyShape : visitFrailtyShape,
    layers: layers && own(layers, part.component),
  }));
}

const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
