/** What a prediction should come close to. */
export type Target = {
  readonly rows: number;
  readonly outcomes: Float64Array;
  readonly weights: Float64Array;
};

/** A loss to boost against; predictions are log-odds for `logistic`, the outcome itself otherwise. */
export type Loss = {
  /** The best single prediction for all. */
  start(target: Target): number;
  /** First and second derivative of the loss of each row at its prediction. */
  slopes(
    target: Target,
    predictions: Float64Array,
    first: Float64Array,
    second: Float64Array,
  ): void;
  /** Mean loss. */
  mean(target: Target, predictions: Float64Array): number;
};

export type LossName = 'logistic' | 'squared' | 'absolute';

/** Half a case more on either side keeps the odds finite. */
const logistic: Loss = {
  start({ rows, outcomes, weights }) {
    let [came, total] = [0.5, 1];
    for (let row = 0; row < rows; row += 1) {
      came += at(weights, row) * at(outcomes, row);
      total += at(weights, row);
    }
    return Math.log(came / (total - came));
  },
  slopes({ rows, outcomes, weights }, predictions, first, second) {
    for (let row = 0; row < rows; row += 1) {
      const probability = 1 / (1 + Math.exp(-at(predictions, row)));
      const weight = at(weights, row);
      first[row] = weight * (probability - at(outcomes, row));
      second[row] = weight * probability * (1 - probability);
    }
  },
  mean: (target, predictions) =>
    meanOf(target, (row, outcome) => {
      const odds = at(predictions, row);
      return Math.max(odds, 0) - odds * outcome + Math.log1p(Math.exp(-Math.abs(odds)));
    }),
};

const squared: Loss = {
  start: (target) => meanOf(target, (_, outcome) => outcome),
  slopes({ rows, outcomes, weights }, predictions, first, second) {
    for (let row = 0; row < rows; row += 1) {
      first[row] = at(weights, row) * (at(predictions, row) - at(outcomes, row));
      second[row] = at(weights, row);
    }
  },
  mean: (target, predictions) =>
    meanOf(target, (row, outcome) => (outcome - at(predictions, row)) ** 2),
};

const absolute: Loss = {
  start: ({ rows, outcomes, weights }) => medianWithin(outcomes.subarray(0, rows), weights),
  slopes({ rows, outcomes, weights }, predictions, first, second) {
    for (let row = 0; row < rows; row += 1) {
      first[row] = at(weights, row) * Math.sign(at(predictions, row) - at(outcomes, row));
      second[row] = at(weights, row);
    }
  },
  mean: (target, predictions) =>
    meanOf(target, (row, outcome) => Math.abs(outcome - at(predictions, row))),
};

export const losses: Readonly<Record<LossName, Loss>> = { logistic, squared, absolute };

const MEDIAN_ROUNDS = 45;

/** Weighted median by bisection: to one part in 2^45 of the range, without sorting or a copy. */
export function medianWithin(values: Float64Array, weights: Float64Array): number {
  let [low, high, total] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < values.length; row += 1) {
    low = Math.min(low, at(values, row));
    high = Math.max(high, at(values, row));
    total += at(weights, row);
  }
  for (let round = 0; round < MEDIAN_ROUNDS && low < high; round += 1) {
    const middle = low + (high - low) / 2;
    let below = 0;
    for (let row = 0; row < values.length; row += 1) {
      if (at(values, row) <= middle) below += at(weights, row);
    }
    if (below * 2 >= total) high = middle;
    else low = middle;
  }
  return high;
}

function meanOf(
  { rows, outcomes, weights }: Target,
  of: (row: number, outcome: number) => number,
): number {
  let [sum, total] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    sum += at(weights, row) * of(row, at(outcomes, row));
    total += at(weights, row);
  }
  return sum / total;
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;
