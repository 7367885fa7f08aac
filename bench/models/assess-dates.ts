import { bootstrap } from '#shared/domain/evaluation/bootstrap.ts';
import { concordance } from '#shared/domain/evaluation/concordance.ts';
import { errorsOf, shareWithin } from '#shared/domain/evaluation/errors.ts';
import { defined, type Effort } from './assess-probability.ts';
import { OURS } from './foreseen.ts';
import { evidenceShares, groupsOf } from './groups.ts';
import type { DatedForeseen } from './kinds/dates.ts';
import type { Figures, MethodRow, Part } from './result.ts';

const WEEK_DAYS = 7;

/**
 * One table of every method. Errors count rows whose date came within the window and for which the
 * method names a date; the C-index counts them all.
 */
export function assessDates(title: string, rows: DatedForeseen, { draws }: Effort): Part {
  return {
    title,
    kind: 'dates',
    rows: rows.actual.length,
    positives: rows.came.reduce((sum, came) => sum + came, 0),
    methods: [...rows.methods].map(([method, { speaker, days }]): MethodRow => {
      const figures = dateFigures(rows, days, method === OURS);
      if (speaker !== 'ours' || draws === 0) return { method, speaker, figures };
      const mae = bootstrap(rows.units, (weights) => weightedMae(rows, days, weights), { draws });
      return { method, speaker, figures, spread: defined({ mae }) };
    }),
    evidence: evidenceShares(rows.evidence),
  };
}

/** Errors of our dates by evidence and by days bought on. */
export function dateGroups(title: string, rows: DatedForeseen): Part {
  const days = rows.methods.get(OURS)?.days ?? [];
  return {
    title,
    kind: 'groups',
    rows: rows.actual.length,
    methods: groupsOf(rows).flatMap(({ name, has }): MethodRow[] => {
      const chosen = rows.actual.flatMap((_, at) => (has(at) ? [at] : []));
      if (chosen.length === 0) return [];
      const pick = (values: readonly number[]): number[] => chosen.map((at) => values[at] ?? 0);
      const part = {
        ...rows,
        actual: pick(rows.actual),
        came: pick(rows.came),
        low: pick(rows.low),
        high: pick(rows.high),
      };
      const figures = { n: chosen.length, ...dateFigures(part, pick(days), true) };
      return [{ method: name, speaker: 'ours', figures }];
    }),
  };
}

function dateFigures(rows: DatedForeseen, days: readonly number[], isOurs: boolean): Figures {
  const dated = days.flatMap((day, at) => (rows.came[at] === 1 && !Number.isNaN(day) ? [at] : []));
  const foreseen = dated.map((at) => days[at] ?? 0);
  const actual = dated.map((at) => rows.actual[at] ?? 0);
  const errors = errorsOf(foreseen, actual);
  return defined({
    dated: days.filter((day) => !Number.isNaN(day)).length,
    mae: errors?.mae,
    medianAe: errors?.medianAe,
    bias: errors?.medianBias,
    within7: shareWithin(foreseen, actual, WEEK_DAYS),
    cIndex: concordanceOf(rows, days),
    ...(isOurs ? { coverage80: coverage(rows, dated) } : {}),
  });
}

/** Rows without a date are left out: they are foreseen neither early nor late. */
function concordanceOf(rows: DatedForeseen, days: readonly number[]): number | undefined {
  const dated = days.flatMap((day, at) => (Number.isNaN(day) ? [] : [at]));
  if (dated.length === 0) return undefined;
  return concordance({
    foreseen: dated.map((at) => days[at] ?? 0),
    actual: dated.map((at) => rows.actual[at] ?? 0),
    came: dated.map((at) => rows.came[at] ?? 0),
  });
}

/** Share of the dates that came which lie between the days of 10 % and 90 %. */
function coverage({ actual, low, high }: DatedForeseen, dated: readonly number[]) {
  if (dated.length === 0) return undefined;
  const inside = dated.filter((at) => {
    const came = actual[at] ?? 0;
    return came >= (low[at] ?? Number.NaN) && came <= (high[at] ?? Number.NaN);
  });
  return inside.length / dated.length;
}

function weightedMae(rows: DatedForeseen, days: readonly number[], weights: Float64Array) {
  let [sum, count] = [0, 0];
  for (const [at, day] of days.entries()) {
    if (rows.came[at] !== 1 || Number.isNaN(day)) continue;
    const weight = weights[at] ?? 0;
    sum += weight * Math.abs(day - (rows.actual[at] ?? 0));
    count += weight;
  }
  return count > 0 ? sum / count : undefined;
}
