import { closedOdds, FAULT_SLOTS, faultsOf, soonShare } from '../upkeep/failure-layer.ts';
import type { FailureOutlook } from '../upkeep/failure-outlook.ts';
import { firstAfter, partOf, type Timeline } from './timeline.ts';

/** Horizons in days at which failures are learned. */
export const FAILURE_HORIZONS = [7, 14, 30] as const;

/** One component of one asset at one past moment, and what came of it. */
export type FailureRow = {
  readonly component: string;
  /** Log-odds of the closed form by horizon, and whether it failed; undefined while that is open. */
  readonly closed: readonly number[];
  readonly failed: readonly (0 | 1 | undefined)[];
  /** Visits that the other parts had met. */
  readonly others: number;
  /** ln rate of its model and age. */
  readonly build: number;
  /** Faults since the component was replaced: code and count over each of the days on offer. */
  readonly faults: readonly (readonly [code: string, counts: readonly number[]])[];
  /** By horizon and days on offer, the share of the horizon's risk that is close at hand. */
  readonly soon: readonly (readonly number[])[];
};

export function failureRow(
  outlook: FailureOutlook,
  assetId: string,
  timeline: Timeline,
  today: number,
): FailureRow {
  const { asset, component, past, today: day } = outlook;
  const next = firstAfter(timeline.failures.get(partOf(assetId, component)) ?? [], day);
  const faults = Object.keys(asset.faults ?? {})
    .map((code) => {
      const counts = FAULT_SLOTS.map((slot) => faultsOf(asset, code, slot, day - past.age, day));
      return [code, counts] as const;
    })
    .filter(([, counts]) => counts.some((count) => count > 0));
  return {
    component,
    others: outlook.others,
    build: Math.log(past.rate),
    closed: FAILURE_HORIZONS.map((horizonDays) => closedOdds(outlook, horizonDays)),
    failed: FAILURE_HORIZONS.map((horizonDays) => {
      if (day + horizonDays > today) return undefined;
      return next !== undefined && next <= day + horizonDays ? 1 : 0;
    }),
    faults,
    soon:
      faults.length === 0
        ? []
        : FAILURE_HORIZONS.map((horizonDays) =>
            FAULT_SLOTS.map((slot) => soonShare(outlook, slot, horizonDays)),
          ),
  };
}
