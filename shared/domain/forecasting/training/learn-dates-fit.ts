import { solvePositive } from '../statistics/solve-positive.ts';

/** A purchase that was followed by another: what was known, and how long it took. */
export type DateExamples = {
  readonly rows: number;
  readonly columns: number;
  /** `rows x columns` inputs. */
  readonly inputs: Float64Array;
  /** What is to be foretold the middle of, one a row. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
};

/** What a line is pulled to, and how much. */
export type MedianPull = {
  readonly ridge: number;
  readonly centre: MedianLine;
  /**
   * An input that spreads less counts as spreading so much, so that one which tells these rows
   * hardly apart keeps the weight that it is pulled to.
   */
  readonly leastSd?: number;
};

export type MedianLine = { readonly intercept: number; readonly weights: readonly number[] };

const ROUNDS = 60;
const TOLERANCE = 1e-6;
/** Closer than this a residual weighs no more, else the nearest row would rule. */
const SMALLEST_RESIDUAL = 0.02;
const SMALLEST_SD = 1e-9;

/**
 * Linear median regression: least absolute deviations by iteratively reweighted least squares on
 * standardised inputs, with the penalty `ridge/2 x sum ((w - centre) sd)²`. The intercept is free.
 * Source: Schlossmacher (1973), JASA 68; Koenker & Bassett (1978).
 * @throws RangeError when there is no row.
 */
export function fitMedianLine(
  examples: DateExamples,
  { ridge, centre, leastSd = 0 }: MedianPull,
): MedianLine {
  const { rows, columns, targets } = examples;
  if (rows === 0) throw new RangeError('there is no example to learn from');
  const { scaled, mean, sd } = standardised(examples, leastSd);
  const size = columns + 1;
  const aim = Float64Array.from(
    { length: columns },
    (_, c) => (centre.weights[c] ?? 0) * at(sd, c),
  );
  let line = new Float64Array(size);
  line.set(aim);
  line[columns] =
    centre.intercept + mean.reduce((sum, m, c) => sum + m * (centre.weights[c] ?? 0), 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = reweighted(scaled, targets, examples.weights, line, aim, ridge);
    const moved = next.reduce((most, value, c) => Math.max(most, Math.abs(value - at(line, c))), 0);
    line = next;
    if (moved < TOLERANCE) break;
  }
  return inOriginalUnits(line, mean, sd);
}

function standardised({ rows, columns, inputs }: DateExamples, leastSd: number) {
  const mean = new Float64Array(columns);
  const sd = new Float64Array(columns);
  for (let i = 0; i < inputs.length; i += 1) {
    const c = i % columns;
    mean[c] = at(mean, c) + at(inputs, i) / rows;
  }
  for (let i = 0; i < inputs.length; i += 1) {
    const c = i % columns;
    sd[c] = at(sd, c) + (at(inputs, i) - at(mean, c)) ** 2 / rows;
  }
  for (let c = 0; c < columns; c += 1) sd[c] = Math.max(Math.sqrt(at(sd, c)), leastSd);
  const scaled = inputs.map((value, i) => {
    const c = i % columns;
    return at(sd, c) < SMALLEST_SD ? 0 : (value - at(mean, c)) / at(sd, c);
  });
  return { scaled, mean, sd };
}

function reweighted(
  scaled: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  line: Float64Array,
  aim: Float64Array,
  ridge: number,
): Float64Array<ArrayBuffer> {
  const size = line.length;
  const columns = size - 1;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const row = new Float64Array(size).fill(1);
  for (let r = 0; r < targets.length; r += 1) {
    let fitted = at(line, columns);
    for (let c = 0; c < columns; c += 1) {
      const value = at(scaled, r * columns + c);
      row[c] = value;
      fitted += at(line, c) * value;
    }
    const target = at(targets, r);
    const weight = at(weights, r) / Math.max(Math.abs(target - fitted), SMALLEST_RESIDUAL);
    for (let c = 0; c < size; c += 1) {
      const each = weight * at(row, c);
      right[c] = at(right, c) + each * target;
      for (let d = 0; d <= c; d += 1)
        matrix[c * size + d] = at(matrix, c * size + d) + each * at(row, d);
    }
  }
  for (let c = 0; c < columns; c += 1) {
    matrix[c * size + c] = at(matrix, c * size + c) + ridge + SMALLEST_SD;
    right[c] = at(right, c) + ridge * at(aim, c);
  }
  solvePositive(matrix, right, size);
  return right;
}

function inOriginalUnits(line: Float64Array, mean: Float64Array, sd: Float64Array): MedianLine {
  const weights: number[] = [];
  let intercept = at(line, sd.length);
  for (let c = 0; c < sd.length; c += 1) {
    const weight = at(sd, c) < SMALLEST_SD ? 0 : at(line, c) / at(sd, c);
    weights.push(weight);
    intercept -= weight * at(mean, c);
  }
  return { intercept, weights };
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
