import type { Asset } from '#shared/domain/customer/state.ts';
import type { LinearLayer } from '../statistics/linear-layer.ts';
import { logOdds } from '../statistics/odds.ts';
import { closedHazard } from './closed-hazard.ts';
import type { FailureOutlook } from './failure-outlook.ts';

/** Input that every layer has: log-odds of the closed form. */
export const CLOSED_INPUT = 'closed';
/** Visits that the other parts will have met, where there is a rhythm. The rest are `fault/…`. */
export const OTHERS_INPUT = 'others';
/** ln rate of its model and age: fitted to the same failures, it is weighed anew. */
export const BUILD_INPUT = 'build';
/** Over which days faults are counted, on the day itself or fading, and where the state has them. */
const SLOTS = { today: 1, '3d': 2, '10d': 3, '30d': 4 } as const;
const FADING_DAYS = { today: 0, '3d': 3, '10d': 10, '30d': 30 } as const;
export type FaultSlot = keyof typeof SLOTS;
export const FAULT_SLOTS: readonly FaultSlot[] = ['today', '3d', '10d', '30d'];
/** Days within which a fault of that slot comes true, if it does. */
const LEAD_DAYS = { today: 1, '3d': 3, '10d': 10, '30d': 30 } as const;
const MOST_FAULTS = 3;

export const faultInput = (slot: FaultSlot, code: string): string => `fault/${slot}/${code}`;

/** Log-odds of a failure within the horizon by the closed form. */
export const closedOdds = (outlook: FailureOutlook, horizonDays: number): number =>
  logOdds(-Math.expm1(-closedHazard(outlook, horizonDays)));

/**
 * How much of the closed form's hazard within the horizon falls into the days in which a fault
 * comes true: a warning means the more, the more of the horizon's risk is close at hand.
 */
export function soonShare(outlook: FailureOutlook, slot: FaultSlot, horizonDays: number): number {
  const all = closedHazard(outlook, horizonDays);
  const soon = closedHazard(outlook, Math.min(LEAD_DAYS[slot], horizonDays));
  return all > 0 ? soon / all : 0;
}

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
  const count = known[SLOTS[slot]] ?? 0;
  if (slot === 'today') return last === today ? Math.min(count, MOST_FAULTS) : 0;
  return Math.min(count * Math.exp((last - today) / FADING_DAYS[slot]), MOST_FAULTS);
}

type FaultWeight = { readonly code: string; readonly slot: FaultSlot; readonly weight: number };
type Compiled = {
  readonly intercept: number;
  readonly closed: number;
  readonly others: number;
  readonly build: number;
  readonly faults: readonly FaultWeight[];
};
const compiled = new WeakMap<LinearLayer, Compiled>();

/** Log-odds of a failure within the layer's horizon, without naming any input. */
export function layerOdds(
  layer: LinearLayer,
  outlook: FailureOutlook,
  horizonDays: number,
): number {
  const { intercept, closed, others, build, faults } = compile(layer);
  const { asset, today, past } = outlook;
  let odds = intercept + closed * closedOdds(outlook, horizonDays);
  odds += others * outlook.others;
  if (build !== 0) odds += build * Math.log(outlook.past.rate);
  if (asset.faults === undefined) return odds;
  for (const { code, slot, weight } of faults) {
    const count = faultsOf(asset, code, slot, today - past.age, today);
    if (count > 0) odds += weight * count * soonShare(outlook, slot, horizonDays);
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
  const named: Record<string, number> = { [CLOSED_INPUT]: closedOdds(outlook, horizonDays) };
  if (OTHERS_INPUT in layer.inputs) named[OTHERS_INPUT] = outlook.others;
  if (BUILD_INPUT in layer.inputs) named[BUILD_INPUT] = Math.log(outlook.past.rate);
  for (const { code, slot } of compile(layer).faults) {
    const count = faultsOf(asset, code, slot, today - past.age, today);
    named[faultInput(slot, code)] = count * soonShare(outlook, slot, horizonDays);
  }
  return named;
}

function compile(layer: LinearLayer): Compiled {
  const known = compiled.get(layer);
  if (known !== undefined) return known;
  const faults: FaultWeight[] = [];
  for (const [name, [weight]] of Object.entries(layer.inputs)) {
    const [kind, second = '', ...rest] = name.split('/');
    if (kind === 'fault' && isSlot(second)) {
      faults.push({ code: rest.join('/'), slot: second, weight });
    }
  }
  const closed = layer.inputs[CLOSED_INPUT]?.[0] ?? 0;
  const others = layer.inputs[OTHERS_INPUT]?.[0] ?? 0;
  const build = layer.inputs[BUILD_INPUT]?.[0] ?? 0;
  const made = { intercept: layer.intercept, closed, others, build, faults };
  compiled.set(layer, made);
  return made;
}

const isSlot = (text: string): text is FaultSlot => Object.hasOwn(SLOTS, text);
