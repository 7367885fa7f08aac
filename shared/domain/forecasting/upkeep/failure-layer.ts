import type { Asset } from '#shared/domain/customer/state.ts';
import type { LinearLayer } from '../statistics/linear-layer.ts';
import { logOdds } from '../statistics/odds.ts';
import { closedHazard, hazardByAge } from './closed-hazard.ts';
import type { FailureOutlook } from './failure-outlook.ts';

/** Inputs that every layer over the closed form of failures may have; the rest are `model/…` and `fault/…`. */
export const BASE_INPUTS = ['visits', 'weibull', 'share', 'age', 'frailty', 'years'] as const;
/** Days over which faults are counted: on the day itself, or fading over so many. Slots of the state. */
export const FAULT_SLOTS = { today: 1, '3d': 2, '10d': 3, '30d': 4 } as const;
export type FaultSlot = keyof typeof FAULT_SLOTS;
const MOST_FAULTS = 3;
const DAYS_A_YEAR = 365.25;

export const modelInput = (model: string): string => `model/${model}`;
export const faultInput = (slot: FaultSlot, code: string): string => `fault/${slot}/${code}`;

/** The base inputs at one horizon, in their order. */
export function baseInputs(outlook: FailureOutlook, horizonDays: number): number[] {
  const { past, asset, today, shapes, hazard } = outlook;
  const weibull = oddsOf(hazardByAge(outlook, horizonDays));
  const [shape, expected] =
    hazard.visits === undefined ? [shapes.byAge, past.byAge] : [shapes.atVisits, past.atVisits];
  return [
    hazard.visits === undefined ? weibull : oddsOf(closedHazard(outlook, horizonDays)),
    weibull,
    Math.log((past.failures + 0.5) / (past.spells + 1)),
    Math.log1p(past.age),
    Math.log((shape + past.failures) / (shape + expected)),
    Math.max(today - (asset.built ?? asset.since), 0) / DAYS_A_YEAR,
  ];
}

const oddsOf = (hazard: number): number => logOdds(-Math.expm1(-hazard));

const FADING = { today: 0, '3d': 3, '10d': 10, '30d': 30 } as const;

/** Faults of one code since the component was last replaced, at most three. */
export function faultsOf(
  { faults }: Asset,
  code: string,
  slot: FaultSlot,
  replaced: number,
  today: number,
): number {
  const known = faults !== undefined && Object.hasOwn(faults, code) ? faults[code] : undefined;
  const last = known?.[0];
  if (known === undefined || last === undefined || last <= replaced) return 0;
  const count = known[FAULT_SLOTS[slot]] ?? 0;
  if (slot === 'today') return last === today ? Math.min(count, MOST_FAULTS) : 0;
  return Math.min(count * Math.exp((last - today) / FADING[slot]), MOST_FAULTS);
}

type FaultWeight = { readonly code: string; readonly slot: FaultSlot; readonly weight: number };
type Compiled = {
  readonly intercept: number;
  readonly base: readonly number[];
  readonly models: ReadonlyMap<string, number>;
  readonly faults: readonly FaultWeight[];
};
const compiled = new WeakMap<LinearLayer, Compiled>();

/** Log-odds of a failure within the layer's horizon, without naming any input. */
export function layerOdds(
  layer: LinearLayer,
  outlook: FailureOutlook,
  horizonDays: number,
): number {
  const { intercept, base, models, faults } = compile(layer);
  const { asset, today, past } = outlook;
  const inputs = baseInputs(outlook, horizonDays);
  let odds = intercept;
  for (let at = 0; at < base.length; at += 1) odds += (base[at] ?? 0) * (inputs[at] ?? 0);
  if (asset.model !== undefined) odds += models.get(asset.model) ?? 0;
  if (asset.faults === undefined) return odds;
  for (const { code, slot, weight } of faults) {
    odds += weight * faultsOf(asset, code, slot, today - past.age, today);
  }
  return odds;
}

/** The inputs of the layer by name, for reasons. */
export function namedInputs(
  layer: LinearLayer,
  outlook: FailureOutlook,
  horizonDays: number,
): Record<string, number> {
  const { asset, today, past } = outlook;
  const inputs = baseInputs(outlook, horizonDays);
  const named: Record<string, number> = {};
  for (const [at, name] of BASE_INPUTS.entries()) named[name] = inputs[at] ?? 0;
  for (const name of Object.keys(layer.inputs)) {
    if (name.startsWith('model/')) named[name] = name === modelInput(asset.model ?? '') ? 1 : 0;
  }
  for (const { code, slot } of compile(layer).faults) {
    named[faultInput(slot, code)] = faultsOf(asset, code, slot, today - past.age, today);
  }
  return named;
}

function compile(layer: LinearLayer): Compiled {
  const known = compiled.get(layer);
  if (known !== undefined) return known;
  const models = new Map<string, number>();
  const faults: FaultWeight[] = [];
  for (const [name, [weight]] of Object.entries(layer.inputs)) {
    const [kind = '', second = '', ...rest] = name.split('/');
    if (kind === 'model') models.set(name.slice('model/'.length), weight);
    else if (kind === 'fault' && isSlot(second))
      faults.push({ code: rest.join('/'), slot: second, weight });
  }
  const base = BASE_INPUTS.map((name) => layer.inputs[name]?.[0] ?? 0);
  const made = { intercept: layer.intercept, base, models, faults };
  compiled.set(layer, made);
  return made;
}

const isSlot = (text: string): text is FaultSlot => Object.hasOwn(FAULT_SLOTS, text);
