import { performance } from 'node:perf_hooks';
import type { Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { levelError } from '#shared/domain/forecasting/level-error.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { countWithin } from '#shared/domain/forecasting/training/timeline.ts';
import type { Shop } from '../data/shop.ts';
import { expectError, type Foreseen, nothingForeseen, OURS, say } from '../foreseen.ts';

/** The model that is in force on a day: one learned once, or another one each night. */
export type Models = Model | ((day: number) => Model);

export const modelOn = (models: Models, day: number): Model =>
  typeof models === 'function' ? models(day) : models;

export type Asked = { readonly days: readonly number[]; readonly horizons: readonly number[] };

/** What was foreseen for each horizon, and how long scoring took a unit. */
export type Answered = { readonly foreseen: readonly Foreseen[]; readonly microsPerUnit: number };

/**
 * That a customer buys within the horizons, foreseen at the end of each day for everybody who had
 * bought by then: one minus the product's probability of leaving. Recency, count and rate are the
 * plain rules.
 */
export function foreseeCustomers(
  { calendar, histories }: Shop,
  models: Models,
  { days, horizons }: Asked,
): Answered {
  const foreseen = horizons.map(nothingForeseen);
  let [tookMs, asked] = [0, 0];
  for (const [unit, { facts }] of histories.entries()) {
    for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
      if (fold.visits === undefined) continue;
      const model = modelOn(models, day);
      const then = { ...fold };
      for (const rows of foreseen) {
        const startedMs = performance.now();
        const forecast = forecastChurn(then, model, day, rows.horizonDays);
        tookMs += performance.now() - startedMs;
        asked += 1;
        const happened = countWithin(timeline.visits, day, day + rows.horizonDays) > 0;
        rows.units.push(unit);
        rows.outcomes.push(happened ? 1 : 0);
        rows.evidence.push(forecast.evidence);
        rows.toldIn.push(forecast.toldIn);
        expectError(rows, levelError(model, 'visits', day, rows.horizonDays));
        rows.known.push(fold.visits.n);
        say(rows, OURS, 1 - forecast.probability, { speaker: 'ours', isProbability: true });
        plainRules(rows, fold.visits, day);
      }
    }
  }
  return { foreseen: foreseen.map(withDenseUnits), microsPerUnit: (tookMs / asked) * 1e3 };
}

function plainRules(rows: Foreseen, visits: NonNullable<Fold['visits']>, day: number): void {
  say(rows, 'recency', visits.last - day);
  say(rows, 'count', visits.n);
  say(rows, 'rate', (visits.n - 1) / Math.max(day - visits.first, 1));
}

/** Units numbered from 0 without gaps, as resampling wants them. */
export function withDenseUnits(rows: Foreseen): Foreseen {
  const numbers = new Map([...new Set(rows.units)].map((unit, at) => [unit, at]));
  return { ...rows, units: rows.units.map((unit) => numbers.get(unit) ?? 0) };
}

/** Answers about different units as one; units are numbered anew. */
export function joined(answers: readonly Answered[]): Answered {
  const [first] = answers;
  if (first === undefined) throw new RangeError('there is no answer to join');
  const micros = answers.reduce((sum, { microsPerUnit }) => sum + microsPerUnit, 0);
  return {
    foreseen: first.foreseen.map((_, at) =>
      joinedRows(answers.flatMap(({ foreseen }) => foreseen[at] ?? [])),
    ),
    microsPerUnit: micros / answers.length,
  };
}

/** Rows of several answers one after another. */
export function joinedRows(all: readonly Foreseen[]): Foreseen {
  const rows = nothingForeseen(all[0]?.horizonDays ?? 0);
  let before = 0;
  for (const { units, outcomes, evidence, toldIn, expectedErrors, known, methods } of all) {
    for (const unit of units) rows.units.push(before + unit);
    before += new Set(units).size;
    rows.outcomes.push(...outcomes);
    rows.evidence.push(...evidence);
    rows.toldIn.push(...toldIn);
    rows.expectedErrors.push(...expectedErrors);
    rows.known.push(...known);
    for (const [name, said] of methods) {
      for (const score of said.scores) say(rows, name, score, said);
    }
  }
  return rows;
}
