import type { Asset } from '#shared/domain/customer/state.ts';
import type { FailureLayers, Hazard, Model } from '../model.ts';
import { type FailurePast, failurePast } from './failure-past.ts';
import { daysSinceVisit } from './service-visits.ts';

/** All that is known about when one component of one asset fails next. */
export type FailureOutlook = {
  readonly asset: Asset;
  readonly component: string;
  readonly today: number;
  readonly hazard: Hazard;
  readonly past: FailurePast;
  readonly sinceVisit: number;
  /** Shape a of the Gamma(a, a) frailty. */
  readonly shape: number;
  readonly layers: FailureLayers | undefined;
};

/** The outlook of a component; undefined while nobody has taught us how its kind fails. */
export function failureOutlook(
  asset: Asset,
  component: string,
  model: Model,
  today: number,
): FailureOutlook | undefined {
  const hazards = own(model.hazards, asset.product);
  const hazard = hazards === undefined ? undefined : own(hazards, component);
  if (hazard === undefined) return undefined;
  const every = hazard.visits?.everyDays;
  const sinceVisit = every === undefined ? 0 : daysSinceVisit(asset, every, today);
  const { frailtyShape, visitFrailtyShape = frailtyShape } = model.maintenance;
  const layers = model.failures && own(model.failures.products, asset.product);
  return {
    asset,
    component,
    today,
    hazard,
    past: failurePast(asset, component, hazard, today, sinceVisit),
    sinceVisit,
    shape: every === undefined ? frailtyShape : visitFrailtyShape,
    layers: layers && own(layers, component),
  };
}

const own = <Value>(of: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
