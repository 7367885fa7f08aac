import type { Model } from '../model.ts';
import { failurePast } from '../upkeep/failure-past.ts';
import type { FrailtyRow } from '../upkeep/fit-frailty.ts';
import { daysSinceVisit } from '../upkeep/service-visits.ts';
import type { OwnedParts } from './part-spells.ts';

/** Failures and what was to be expected of each unit, by what its hazard follows. */
export type FrailtyRows = {
  readonly byAge: FrailtyRow[];
  readonly atVisits: FrailtyRow[];
};

export function frailtyRows(
  assets: readonly OwnedParts[],
  hazards: Model['hazards'],
  today: number,
): FrailtyRows {
  const rows: FrailtyRows = { byAge: [], atVisits: [] };
  for (const asset of assets) {
    for (const [component, hazard] of Object.entries(hazards[asset.product] ?? {})) {
      if (!Object.hasOwn(asset.components, component)) continue;
      const { visits } = hazard;
      const since = visits === undefined ? 0 : daysSinceVisit(asset, visits.everyDays, today);
      const { failures, expected } = failurePast(asset, component, hazard, today, since);
      const alike = visits === undefined ? rows.byAge : rows.atVisits;
      alike.push({ failures, expected });
    }
  }
  return rows;
}
