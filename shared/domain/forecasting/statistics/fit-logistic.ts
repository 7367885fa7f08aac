import { solvePositive } from './solve-positive.ts';

/** Labelled examples in one row-major matrix. */
export type Examples = {
  readonly rows: number;
  readonly columns: number;
  /** `rows x columns` inputs. */
  readonly inputs: Float64Array;
  /** What came true, 0 to 1, one a row. */
  readonly outcomes: Float64Array;
  /** How much each row counts; 1 each when absent. */
  readonly weights?: Float64Array;
  /** Log-odds that each row has beside its inputs and that are not weighed; 0 when absent. */
  readonly offsets?: Float64Array;
};

export type Linear = { readonly intercept: number; readonly weights: readonly number[] };

export type LogisticOptions = {
  /** Strength of the pull to the centre, in examples: penalty `ridge/2 x sum ((w - centre) sd)²`. */
  readonly ridge: number;
  /** How many times as strongly each input is pulled; once when absent. */
  readonly strengths?: readonly number[];
  /** Weights to which the ridge pulls, in the unit of the inputs; 0 when absent. The intercept is free. */
  readonly centre?: Linear;
};

const ROUNDS = 50;
const TOLERANCE = 1e-8;
const SMALLEST_SD = 1e-9;
/** Keeps the step finite where the examples are separable. */
const SMALLEST_CURVATURE = 1e-9;

/**
 * Ridge logistic regression by iteratively reweighted least squares (Newton) on standardised
 * inputs. Without the centre's pull the mean of the fitted probabilities is the mean outcome.
 * Source: McCullagh & Nelder, Generalized Linear Models (1989), 4.4; le Cessie & van Houwelingen 1992.
 * @throws RangeError when there is no example, or an input is not a finite number.
 */
export function fitLogistic(
  examples: Examples,
  { ridge, centre, strengths }: LogisticOptions,
): Linear {
  const { rows, columns } = examples;
  if (rows === 0) throw new RangeError('there is no example to learn from');
  const scale = standardise(examples);
  const size = columns + 1;
  const target = new Float64Array(size);
  for (let c = 0; c < columns; c += 1) target[c] = (centre?.weights[c] ?? 0) * at(scale.sd, c);
  const beta = Float64Array.from(target);
  beta[columns] = startIntercept(examples);
  const pull = Float64Array.from(target, (_, c) => ridge * (strengths?.[c] ?? 1));
  const best = Float64Array.from(beta);
  let loss = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { step, loss: now } = newtonStep(examples, scale.inputs, beta, target, pull);
    const precision = TOLERANCE * (1 + Math.abs(now));
    if (!(now <= loss + precision)) {
      // The last step went too far, as Newton's may from where the slope is steep: half way back.
      for (let c = 0; c < size; c += 1) beta[c] = (at(beta, c) + at(best, c)) / 2;
      continue;
    }
    best.set(beta);
    for (let c = 0; c < size; c += 1) beta[c] = at(beta, c) - at(step, c);
    if (loss - now <= precision) break;
    loss = now;
  }
  return inOriginalUnits(beta, scale);
}

type Scale = { inputs: Float64Array; mean: Float64Array; sd: Float64Array };

function standardise({ rows, columns, inputs, weights }: Examples): Scale {
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    const weight = weights === undefined ? 1 : at(weights, row);
    total += weight;
    for (let c = 0; c < columns; c += 1) {
      const value = at(inputs, row * columns + c);
      if (!Number.isFinite(value)) {
        throw new RangeError(`input ${c} of example ${row} must be a finite number, got ${value}`);
      }
      const off = (weight / total) * (value - at(mean, c));
      square[c] = at(square, c) + weight * (value - at(mean, c)) * (value - at(mean, c) - off);
      mean[c] = at(mean, c) + off;
    }
  }
  const sd = square.map((sum) => Math.sqrt(sum / total));
  const scaled = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let c = 0; c < columns; c += 1) {
      const deviation = at(sd, c);
      if (deviation < SMALLEST_SD) continue;
      scaled[row * columns + c] = (at(inputs, row * columns + c) - at(mean, c)) / deviation;
    }
  }
  return { inputs: scaled, mean, sd };
}

function startIntercept({ rows, outcomes, weights }: Examples): number {
  let [sum, total] = [0.5, 1];
  for (let row = 0; row < rows; row += 1) {
    const weight = weights === undefined ? 1 : at(weights, row);
    sum += weight * at(outcomes, row);
    total += weight;
  }
  return Math.log(sum / (total - sum));
}

/** Newton's step and the loss before it: negative log-likelihood plus the ridge. */
function newtonStep(
  { rows, columns, outcomes, weights, offsets }: Examples,
  inputs: Float64Array,
  beta: Float64Array,
  target: Float64Array,
  pull: Float64Array,
): { step: Float64Array; loss: number } {
  const size = columns + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  let loss = 0;
  for (let c = 0; c < columns; c += 1) {
    const off = at(beta, c) - at(target, c);
    gradient[c] = at(pull, c) * off;
    hessian[c * size + c] = at(pull, c);
    loss += (at(pull, c) / 2) * off * off;
  }
  const example = new Float64Array(size);
  example[columns] = 1;
  for (let row = 0; row < rows; row += 1) {
    let odds = at(beta, columns) + (offsets === undefined ? 0 : at(offsets, row));
    for (let c = 0; c < columns; c += 1) {
      const value = at(inputs, row * columns + c);
      example[c] = value;
      odds += at(beta, c) * value;
    }
    const probability = 1 / (1 + Math.exp(-odds));
    const weight = weights === undefined ? 1 : at(weights, row);
    const outcome = at(outcomes, row);
    loss += weight * (Math.max(odds, 0) - odds * outcome + Math.log1p(Math.exp(-Math.abs(odds))));
    const off = weight * (probability - outcome);
    const curvature = Math.max(weight * probability * (1 - probability), SMALLEST_CURVATURE);
    for (let c = 0; c < size; c += 1) {
      const scaled = curvature * at(example, c);
      gradient[c] = at(gradient, c) + off * at(example, c);
      for (let d = 0; d <= c; d += 1) {
        hessian[c * size + d] = at(hessian, c * size + d) + scaled * at(example, d);
      }
    }
  }
  for (let c = 0; c < size; c += 1) {
    hessian[c * size + c] = at(hessian, c * size + c) + SMALLEST_CURVATURE;
  }
  solvePositive(hessian, gradient, size);
  return { step: gradient, loss };
}

function inOriginalUnits(beta: Float64Array, { mean, sd }: Scale): Linear {
  const weights: number[] = [];
  let intercept = at(beta, sd.length);
  for (let c = 0; c < sd.length; c += 1) {
    const weight = at(sd, c) < SMALLEST_SD ? 0 : at(beta, c) / at(sd, c);
    weights.push(weight);
    intercept -= weight * at(mean, c);
  }
  return { intercept, weights };
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
