import type { Model } from '../model.ts';
import { failurePast } from '../upkeep/failure-past.ts';
import type { FrailtyRow } from '../upkeep/fit-frailty.ts';
import { daysSinceVisit } from '../upkeep/service-visits.ts';
import type { OwnedParts } from './part-spells.ts';

/** Failures and what was to be expected of each unit, by what its hazard follows. */
export type FrailtyRows = {
  readonly byAge: FrailtyRow[];
  readonly atVisits: FrailtyRow[];
  /** The same of whole assets with several parts whose hazards follow visits. */
  readonly wholeAssets: FrailtyRow[];
};

export function frailtyRows(
  assets: readonly OwnedParts[],
  hazards: Model['hazards'],
  today: number,
): FrailtyRows {
  const rows: FrailtyRows = { byAge: [], atVisits: [], wholeAssets: [] };
  for (const asset of assets) {
    const before = rows.atVisits.length;
    for (const [component, hazard] of Object.entries(hazards[asset.product] ?? {})) {
      if (!Object.hasOwn(asset.components, component)) continue;
      const { visits } = hazard;
      const since = visits === undefined ? 0 : daysSinceVisit(asset, visits.everyDays, today);
      const { failures, expected } = failurePast(asset, component, hazard, today, since);
      const alike = visits === undefined ? rows.byAge : rows.atVisits;
      alike.push({ failures, expected });
    }
    const parts = rows.atVisits.slice(before);
    if (parts.length >= 2) rows.wholeAssets.push(parts.reduce(sumOf));
  }
  return rows;
}

const sumOf = (a: FrailtyRow, b: FrailtyRow): FrailtyRow => ({
  failures: a.failures + b.failures,
  expected: a.expected + b.expected,
});
