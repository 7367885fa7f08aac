import { baseInputs, type FaultSlot, faultsOf } from '../upkeep/failure-layer.ts';
import type { FailureOutlook } from '../upkeep/failure-outlook.ts';
import { firstAfter, partOf, type Timeline } from './timeline.ts';

/** Horizons in days at which failures are learned. */
export const FAILURE_HORIZONS = [7, 14, 30] as const;

/** One component of one asset at one past moment, and what came of it. */
export type FailureRow = {
  readonly component: string;
  readonly model: string | undefined;
  /** Base inputs by horizon, and whether it failed within it; undefined while that is open. */
  readonly base: readonly (readonly number[])[];
  readonly failed: readonly (0 | 1 | undefined)[];
  /** Faults since the component was replaced: code and count by slot. */
  readonly faults: readonly (readonly [code: string, counts: readonly number[]])[];
};

export const SLOTS: readonly FaultSlot[] = ['today', '3d', '10d', '30d'];

export function failureRow(
  outlook: FailureOutlook,
  assetId: string,
  timeline: Timeline,
  today: number,
): FailureRow {
  const { asset, component, past, today: day } = outlook;
  const next = firstAfter(timeline.failures.get(partOf(assetId, component)) ?? [], day);
  return {
    component,
    model: asset.model,
    base: FAILURE_HORIZONS.map((horizonDays) => baseInputs(outlook, horizonDays)),
    failed: FAILURE_HORIZONS.map((horizonDays) => {
      if (day + horizonDays > today) return undefined;
      return next !== undefined && next <= day + horizonDays ? 1 : 0;
    }),
    faults: Object.keys(asset.faults ?? {})
      .map((code) => {
        const replaced = day - past.age;
        return [code, SLOTS.map((slot) => faultsOf(asset, code, slot, replaced, day))] as const;
      })
      .filter(([, counts]) => counts.some((count) => count > 0)),
  };
}
