import type { Asset } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { failureProbability } from './failure-probability.ts';
import type { Limb } from './limb.ts';

/** Failures that must have taught the hazard before it counts as known. */
const HAZARD_KNOWN = 20;
const SHOWN_DAYS = 30;

/** Risk of failure of one component; undefined while nobody has taught us how its kind fails. */
export function failureLimb(
  asset: Asset,
  component: string,
  model: Model,
  today: number,
): Limb | undefined {
  const learned = Object.hasOwn(model.hazards, asset.product) ? model.hazards[asset.product] : {};
  const hazard =
    learned !== undefined && Object.hasOwn(learned, component) ? learned[component] : undefined;
  if (hazard === undefined) return undefined;
  const known = Object.hasOwn(asset.components, component)
    ? asset.components[component]
    : undefined;
  const spells = known?.spells ?? [];
  const failures = spells.filter((days) => days < 0).length;
  const age = Math.max(today - (known?.last ?? asset.since), 0);
  const history = { failures, spells: spells.map(Math.abs), age };
  const { frailtyShape } = model.maintenance;
  const dueBy = (day: number): number =>
    failureProbability(hazard, frailtyShape, history, Math.max(day - today, 0));
  const percent = Math.round(dueBy(today + SHOWN_DAYS) * 100);
  const part = component === '' ? 'it' : `the ${component}`;
  const past = failures === 0 ? 'no failure so far' : `${failures} failures so far`;
  return {
    code: 'failure',
    dueBy,
    text: `${part} fails within ${SHOWN_DAYS} days with ${percent} % probability, ${past}`,
    value: percent / 100,
    evidence: hazard.failures >= HAZARD_KNOWN ? 'enough' : 'thin',
  };
}
