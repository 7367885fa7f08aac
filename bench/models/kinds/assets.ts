import { performance } from 'node:perf_hooks';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { lookBack, type Moment } from '#shared/domain/forecasting/training/look-back.ts';
import { countWithin, partOf } from '#shared/domain/forecasting/training/timeline.ts';
import { failureForecasts } from '#shared/domain/forecasting/upkeep/failure-forecasts.ts';
import type { Shop } from '../data/shop.ts';
import { type Foreseen, nothingForeseen, OURS, say } from '../foreseen.ts';
import { type Answered, type Asked, withDenseUnits } from './customers.ts';

/**
 * That a component of an asset fails within the horizons, foreseen at the end of each day for every
 * component of every asset. Age since the last service and failures so far are the plain rules.
 */
export function foreseeFailures(shop: Shop, model: Model, { days, horizons }: Asked): Answered {
  const foreseen = horizons.map((days) => ({ ...nothingForeseen(days), knownAs: 'failure' }));
  const components = componentsOf(shop);
  let [tookMs, asked] = [0, 0];
  for (const [unit, { customer, facts }] of shop.histories.entries()) {
    for (const moment of lookBack(facts, days, shop.calendar)) {
      const then = { ...moment.fold };
      for (const rows of foreseen) {
        const startedMs = performance.now();
        const all = failureForecasts(then, customer, model, moment.day, rows.horizonDays);
        tookMs += performance.now() - startedMs;
        asked += 1;
        const said = new Map(all.map((each) => [each.component, each]));
        for (const component of components) {
          rows.units.push(unit);
          const { probability, toldIn } = said.get(component) ?? {
            probability: 0,
            toldIn: 'words',
          };
          say(rows, OURS, probability, { speaker: 'ours', isProbability: true });
          rows.toldIn.push(toldIn);
          addRow(rows, moment, customer, component);
        }
      }
    }
  }
  return { foreseen: foreseen.map(withDenseUnits), microsPerUnit: (tookMs / asked) * 1e3 };
}

function addRow(
  rows: Foreseen,
  { day, fold, timeline }: Moment,
  asset: string,
  component: string,
): void {
  const failures = timeline.failures.get(partOf(asset, component)) ?? [];
  const services = timeline.services.get(partOf(asset, component)) ?? [];
  const last = services.filter((one) => one <= day).at(-1) ?? fold.assets[asset]?.since ?? day;
  const failed = countWithin(failures, 0, day);
  rows.outcomes.push(countWithin(failures, day, day + rows.horizonDays) > 0 ? 1 : 0);
  rows.evidence.push('enough');
  rows.known.push(failed);
  say(rows, 'age since the last service', day - last);
  say(rows, 'failures so far', failed);
}

/** Every component that was ever serviced. */
function componentsOf({ histories }: Shop): string[] {
  const found = new Set<string>();
  for (const { facts } of histories) {
    for (const { event } of facts) {
      if (event.type === 'Service Completed') found.add(event.properties.component ?? '');
    }
  }
  return [...found].sort();
}
