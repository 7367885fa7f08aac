import { DATE_INPUTS, dateWindowDays, isHeldToRange } from '../intervals/date-inputs.ts';
import { dateLayerOf } from '../intervals/next-dates.ts';
import { learnedFrom, stillShipped } from '../learning/learned-from.ts';
import { thinnedSample } from '../learning/thinned-sample.ts';
import type { DateLayer } from '../model/pairs.ts';
import type { StartLayer } from './layer-learning.ts';
import { type DateExamples, fitMedianLine, type MedianLine } from './learn-dates-fit.ts';
import { type DateRow, dateRowsOf } from './learn-dates-rows.ts';

const ROWS = 30_000;
const NEEDED = 50;
/** Strength of the pull to the layer before, in rows that lie one e-fold off. */
const RIDGE = 300;
/**
 * Inputs, all in e-folds, count as spreading so much at least: where every product is bought again by
 * four in five, what is left of their shares would else weigh a hundred times as much as elsewhere.
 */
const LEAST_SD = 0.2;
/** The layer before counts like so many rows. */
const ROWS_BEFORE = 50;
/** Values of an input beyond these shares count as the value there, when learned from and when asked. */
const RANGE_SHARES = [0.005, 0.995] as const;
/** Customers are told apart by so much of the line at least, however little those who came differ. */
const LEAST_STRETCH = 0.25;
/** 10 % and 90 % of a normal distribution lie so many standard deviations off its middle. */
const Z90 = 1.2815515655446004;

/**
 * Learns in how many days those come back who do, from every purchase of a repeated product whose
 * window has passed by now. Purchases that nobody followed up within it help to tell the sooner
 * from the later; when those come who do is learned from them alone.
 */
export const learnDates: StartLayer = (lesson) => {
  const { model, today } = lesson;
  const before = dateLayerOf(model);
  const sample = thinnedSample<DateRow>(ROWS);
  return {
    add(facts) {
      for (const row of dateRowsOf(facts, lesson)) sample.add(row);
    },
    finish() {
      const rows = sample.rows();
      const back = rows.filter(({ isBack }) => isBack).length;
      const what = `${back} repeated purchases within about ${dateWindowDays(model)} days`;
      if (back < NEEDED) {
        return { dates: { ...before, from: stillShipped(before.from, what) } };
      }
      return { dates: { ...fitDates(rows, before), from: learnedFrom(what, today) } };
    },
  };
};

type DateLine = Pick<
  DateLayer,
  'intercept' | 'inputs' | 'spreadBelow' | 'spreadAbove' | 'ranges' | 'windowFollowsPair'
>;
type Range = readonly [least: number, most: number];

/** The layer fitted to rows, pulled to the one before in its weights and in its level. */
export function fitDates(
  given: readonly DateRow[],
  before: DateLine,
  { ridge = RIDGE, rowsBefore = ROWS_BEFORE } = {},
): DateLine {
  const ranges = DATE_INPUTS.map((name, c) =>
    isHeldToRange(name) ? rangeOf(given, c) : undefined,
  );
  const rows = given.map((row) => within(ranges, row));
  const back = rows.filter(({ isBack }) => isBack);
  const centre = {
    intercept: before.intercept,
    weights: DATE_INPUTS.map((name) => before.inputs[name]?.[0] ?? 0),
  };
  const line = atLevelOf(
    back,
    fitMedianLine(examplesOf(rows), { ridge, centre, leastSd: LEAST_SD }),
  );
  const own = back.length / (back.length + rowsBefore);
  const mixed = (old: number, fitted: number): number => rounded(old + own * (fitted - old));
  const [below, above] = spreadsOf(back, line);
  return {
    intercept: mixed(centre.intercept, line.intercept),
    inputs: byInput((name, c) => [
      mixed(before.inputs[name]?.[0] ?? 0, line.weights[c] ?? 0),
      rounded(meanOf(back, c)),
    ]),
    ranges: Object.fromEntries(
      DATE_INPUTS.flatMap((name, c) => {
        const range = ranges[c];
        if (range === undefined) return [];
        const [leastBefore, mostBefore] = before.ranges?.[name] ?? range;
        return [[name, [mixed(leastBefore, range[0]), mixed(mostBefore, range[1])] as const]];
      }),
    ),
    windowFollowsPair: true,
    spreadBelow: mixed(before.spreadBelow, below),
    spreadAbove: mixed(before.spreadAbove, above),
  };
}

const byInput = (
  of: (name: string, column: number) => [number, number],
): Record<string, [number, number]> =>
  Object.fromEntries(DATE_INPUTS.map((name, column) => [name, of(name, column)]));

function rangeOf(rows: readonly DateRow[], column: number): Range {
  const values = rows.map(({ inputs }) => inputs[column] ?? 0).sort((a, b) => a - b);
  return [quantileOf(values, RANGE_SHARES[0]), quantileOf(values, RANGE_SHARES[1])];
}

const within = (ranges: readonly (Range | undefined)[], row: DateRow): DateRow => ({
  ...row,
  inputs: row.inputs.map((value, c) => {
    const [least, most] = ranges[c] ?? [value, value];
    return Math.min(Math.max(value, least), most);
  }),
});

/** Standard deviations of a normal distribution that has the same 10 % and 90 % around the line. */
function spreadsOf(back: readonly DateRow[], line: MedianLine): Range {
  const off = back.map((row) => row.target - answerOf(line, row)).sort((a, b) => a - b);
  const spread = (share: number): number =>
    Math.max(Math.abs(quantileOf(off, share)) / Z90, SMALLEST_SPREAD);
  return [spread(0.1), spread(0.9)];
}

const quantileOf = (ascending: readonly number[], share: number): number =>
  ascending[Math.floor(share * (ascending.length - 1))] ?? 0;

function examplesOf(rows: readonly DateRow[]): DateExamples {
  return {
    rows: rows.length,
    columns: DATE_INPUTS.length,
    inputs: Float64Array.from(rows.flatMap(({ inputs }) => inputs)),
    targets: Float64Array.from(rows, ({ target }) => target),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  };
}

/** The line moved and stretched so that it says the middle of those who came back. */
function atLevelOf(back: readonly DateRow[], line: MedianLine): MedianLine {
  const answers = Float64Array.from(back, (row) => answerOf(line, row));
  const { stretch, shift } = levelOf(back, answers);
  return {
    intercept: shift + stretch * line.intercept,
    weights: line.weights.map((weight) => stretch * weight),
  };
}

function levelOf(back: readonly DateRow[], answers: Float64Array) {
  const examples: DateExamples = {
    rows: back.length,
    columns: 1,
    inputs: answers,
    targets: Float64Array.from(back, ({ target }) => target),
    weights: Float64Array.from(back, ({ weight }) => weight),
  };
  const fitted = fitMedianLine(examples, { ridge: 1, centre: { intercept: 0, weights: [1] } });
  const stretch = fitted.weights[0] ?? 1;
  if (stretch >= LEAST_STRETCH) return { stretch, shift: fitted.intercept };
  const targets = examples.targets.map((target, at) => target - LEAST_STRETCH * (answers[at] ?? 0));
  const level = { ...examples, columns: 0, inputs: new Float64Array(), targets };
  const { intercept } = fitMedianLine(level, { ridge: 0, centre: { intercept: 0, weights: [] } });
  return { stretch: LEAST_STRETCH, shift: intercept };
}

const answerOf = ({ intercept, weights }: MedianLine, { inputs }: DateRow): number =>
  inputs.reduce((sum, value, c) => sum + (weights[c] ?? 0) * value, intercept);

const SMALLEST_SPREAD = 0.05;

const meanOf = (rows: readonly DateRow[], column: number): number =>
  rows.reduce((sum, { inputs }) => sum + (inputs[column] ?? 0), 0) / rows.length;

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
