import { performance } from 'node:perf_hooks';
import { type PairView, viewPair } from '#shared/domain/customer/pair.ts';
import { levelError } from '#shared/domain/forecasting/level-error.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { lookBack, type Moment } from '#shared/domain/forecasting/training/look-back.ts';
import { countWithin } from '#shared/domain/forecasting/training/timeline.ts';
import type { Shop } from '../data/shop.ts';
import { expectError, type Foreseen, nothingForeseen, OURS, say } from '../foreseen.ts';
import { type Answered, type Asked, type Models, modelOn, withDenseUnits } from './customers.ts';

/**
 * That a customer buys a product again within the horizons, foreseen at the end of each day for
 * every product they had bought on `minPurchases` days or more. Count, rate, recency and due-ness
 * are the plain rules.
 */
export function foreseePairs(
  { calendar, histories }: Shop,
  models: Models,
  { days, horizons, minPurchases }: Asked & { readonly minPurchases: number },
): Answered {
  const foreseen = horizons.map(nothingForeseen);
  let [tookMs, asked] = [0, 0];
  for (const [unit, { facts }] of histories.entries()) {
    for (const moment of lookBack(facts, days, calendar)) {
      const model = modelOn(models, moment.day);
      for (const rows of foreseen) {
        const startedMs = performance.now();
        const all = forecastAllReplenishments(
          { ...moment.fold },
          model,
          moment.day,
          rows.horizonDays,
        );
        tookMs += performance.now() - startedMs;
        asked += all.length;
        const error = levelError(model, 'pairs', moment.day, rows.horizonDays);
        for (const { subject, probability, evidence, toldIn } of all) {
          const pair = viewPair(moment.fold.pairs[subject] ?? [0, 0]);
          if (pair === undefined || pair.days < minPurchases) continue;
          say(rows, OURS, probability, { speaker: 'ours', isProbability: true });
          addRow(rows, moment, subject, pair);
          rows.units.push(unit);
          rows.evidence.push(evidence);
          rows.toldIn.push(toldIn);
          expectError(rows, error);
        }
      }
    }
  }
  return { foreseen: foreseen.map(withDenseUnits), microsPerUnit: (tookMs / asked) * 1e3 };
}

function addRow(rows: Foreseen, { day, timeline }: Moment, product: string, pair: PairView): void {
  const bought = timeline.products.get(product) ?? [];
  rows.outcomes.push(countWithin(bought, day, day + rows.horizonDays) > 0 ? 1 : 0);
  rows.known.push(pair.days);
  const elapsed = day - pair.lastDay;
  const tenure = day - pair.firstDay;
  const meanGap = (pair.lastDay - pair.firstDay) / Math.max(pair.days - 1, 1);
  say(rows, 'rate', pair.days / Math.max(tenure, 1));
  say(rows, 'count', pair.days);
  say(rows, 'recency', -elapsed);
  say(rows, 'due by mean interval', -Math.abs(elapsed / Math.max(meanGap, 1) - 1));
}
