import type { Examples } from '../statistics/fit-logistic.ts';
import type { LinearLayer } from '../statistics/linear-layer.ts';
import { solvePositive } from '../statistics/solve-positive.ts';

const SMALLEST_SD = 1e-9;

/**
 * Ridge regression on standardised inputs; an input that is NaN counts as typical.
 * Source: Hoerl & Kennard, Ridge regression (1970).
 * @throws RangeError when there is no example.
 */
export function fitRidge(
  { rows, columns, inputs, outcomes }: Examples,
  names: readonly string[],
  ridge: number,
): LinearLayer {
  if (rows === 0) throw new RangeError('there is no example to learn from');
  const { mean, sd } = momentsOf(inputs, rows, columns);
  const target = outcomes.reduce((sum, outcome) => sum + outcome, 0) / rows;
  const matrix = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  const scaled = new Float64Array(columns);
  for (let c = 0; c < columns; c += 1) matrix[c * columns + c] = ridge;
  for (let row = 0; row < rows; row += 1) {
    for (let c = 0; c < columns; c += 1) {
      const off = at(inputs, row * columns + c) - at(mean, c);
      scaled[c] = Number.isNaN(off) || at(sd, c) < SMALLEST_SD ? 0 : off / at(sd, c);
    }
    const outcome = at(outcomes, row) - target;
    for (let c = 0; c < columns; c += 1) {
      const value = at(scaled, c);
      right[c] = at(right, c) + value * outcome;
      for (let d = 0; d <= c; d += 1) {
        matrix[c * columns + d] = at(matrix, c * columns + d) + value * at(scaled, d);
      }
    }
  }
  solvePositive(matrix, right, columns);
  let intercept = target;
  const layer: LinearLayer['inputs'] = {};
  for (const [c, name] of names.entries()) {
    const weight = at(sd, c) < SMALLEST_SD ? 0 : at(right, c) / at(sd, c);
    const typical = at(mean, c);
    layer[name] = [Number(weight.toPrecision(8)), Number(typical.toPrecision(8))];
    intercept -= layer[name][0] * typical;
  }
  return { intercept, inputs: layer };
}

function momentsOf(inputs: Float64Array, rows: number, columns: number) {
  const mean = new Float64Array(columns);
  const sd = new Float64Array(columns);
  for (let c = 0; c < columns; c += 1) {
    let [known, sum] = [0, 0];
    for (let row = 0; row < rows; row += 1) {
      const value = at(inputs, row * columns + c);
      if (Number.isNaN(value)) continue;
      known += 1;
      sum += value;
    }
    const centre = known === 0 ? 0 : sum / known;
    let squares = 0;
    for (let row = 0; row < rows; row += 1) {
      const value = at(inputs, row * columns + c);
      if (!Number.isNaN(value)) squares += (value - centre) ** 2;
    }
    mean[c] = centre;
    sd[c] = known === 0 ? 0 : Math.sqrt(squares / known);
  }
  return { mean, sd };
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
