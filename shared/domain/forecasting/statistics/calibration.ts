import * as z from 'zod';
import { fitLogistic } from './fit-logistic.ts';

/** Platt's scaling in log-odds: `slope x log-odds + offset`. */
export const plattScaling = z.looseObject({
  kind: z.literal('platt'),
  slope: z.number(),
  offset: z.number(),
});
export type PlattScaling = z.infer<typeof plattScaling>;

const MOST_POINTS = 256;
const points = z.array(z.number()).min(1).max(MOST_POINTS);

/** Log-odds `from` become `to`, both ascending; a straight line between two points, slope 1 beyond. */
export const isotonicTable = z
  .looseObject({ kind: z.literal('isotonic'), from: points, to: points })
  .refine(({ from, to }) => from.length === to.length, 'from and to must be of one length');
export type IsotonicTable = z.infer<typeof isotonicTable>;

/** Turns the log-odds that a model gives into those that came true. */
export const calibration = z.union([plattScaling, isotonicTable]);
export type Calibration = z.infer<typeof calibration>;

/** Held-out forecasts in log-odds and what came true, 0 or 1. */
export type Graded = { readonly logOdds: Float64Array; readonly outcomes: Float64Array };

/** Labels from which a table is trusted more than two numbers. */
const ROWS_FOR_TABLE = 1_000;
/** Examples in a step of the table at least: fewer say little about its height. */
const LEAST_STEP = 50;
const DIGITS = 6;

/** The calibrated log-odds. The order of forecasts stays as it is, unless the slope is below 0. */
export function calibrated(by: Calibration, logOdds: number): number {
  return by.kind === 'platt' ? by.slope * logOdds + by.offset : readTable(by, logOdds);
}

/**
 * Slope and offset by logistic regression, pulled to the identity by `ridge` examples.
 * Source: Platt, Probabilistic outputs for support vector machines (1999).
 * @throws RangeError when there is nothing to learn from.
 */
export function fitPlatt({ logOdds, outcomes }: Graded, ridge = 10): PlattScaling {
  const { intercept, weights } = fitLogistic(
    { rows: outcomes.length, columns: 1, inputs: logOdds, outcomes },
    { ridge, centre: { intercept: 0, weights: [1] } },
  );
  return { kind: 'platt', slope: short(weights[0] ?? 1), offset: short(intercept) };
}

/**
 * The ascending steps closest to the outcomes (pool adjacent violators), as points at the middle of
 * each step. Half a case more on either side keeps odds finite.
 * Source: Ayer, Brunk, Ewing, Reid & Silverman (1955).
 * @throws RangeError for fewer than 1,000 labels: a table over few would follow chance.
 */
export function fitIsotonic(graded: Graded): IsotonicTable {
  const rows = graded.outcomes.length;
  if (!(rows >= ROWS_FOR_TABLE)) {
    throw new RangeError(`a table wants ${ROWS_FOR_TABLE} labels or more, got ${rows}`);
  }
  const from: number[] = [];
  const to: number[] = [];
  for (const { rows: size, came, logOdds } of pooledSteps(graded)) {
    from.push(short(logOdds / size));
    to.push(short(Math.log((came + 0.5) / (size - came + 0.5))));
  }
  return { kind: 'isotonic', from, to };
}

type Step = { rows: number; came: number; logOdds: number };

/** Steps whose share came true rises from each to the next. */
function pooledSteps(graded: Graded): Step[] {
  const pooled: Step[] = [];
  for (const step of equalSteps(graded)) {
    let last = step;
    let before = pooled.at(-1);
    while (before !== undefined && !isBelow(before, last)) {
      pooled.pop();
      last = merged(before, last);
      before = pooled.at(-1);
    }
    pooled.push(last);
  }
  return pooled;
}

/** The forecasts in ascending order, so many to a step that the table stays small. */
function equalSteps({ logOdds, outcomes }: Graded): Step[] {
  const order = [...outcomes.keys()].sort((a, b) => (logOdds[a] ?? 0) - (logOdds[b] ?? 0) || a - b);
  const size = Math.max(LEAST_STEP, Math.ceil(order.length / MOST_POINTS));
  const steps: Step[] = [];
  for (const [place, row] of order.entries()) {
    const odds = logOdds[row] ?? 0;
    const step = steps.at(-1);
    const isNew = logOdds[order[place - 1] ?? row] !== odds;
    const next = { rows: 1, came: outcomes[row] ?? 0, logOdds: odds };
    if (step === undefined || (isNew && step.rows >= size)) steps.push(next);
    else steps[steps.length - 1] = merged(step, next);
  }
  return steps;
}

const merged = (a: Step, b: Step): Step => ({
  rows: a.rows + b.rows,
  came: a.came + b.came,
  logOdds: a.logOdds + b.logOdds,
});

const shareOf = ({ rows, came }: Step): number => (came + 0.5) / (rows + 1);
const isBelow = (a: Step, b: Step): boolean => shareOf(a) < shareOf(b);

function readTable({ from, to }: IsotonicTable, logOdds: number): number {
  let above = 0;
  while (above < from.length && (from[above] ?? 0) < logOdds) above += 1;
  const [left, right] = [above - 1, above];
  if (right === 0) return (to[0] ?? 0) + logOdds - (from[0] ?? 0);
  if (right === from.length) return (to[left] ?? 0) + logOdds - (from[left] ?? 0);
  const [x0, x1] = [from[left] ?? 0, from[right] ?? 0];
  const [y0, y1] = [to[left] ?? 0, to[right] ?? 0];
  return y0 + ((logOdds - x0) / (x1 - x0)) * (y1 - y0);
}

const short = (value: number): number => Number(value.toPrecision(DIGITS));
