import { fitTrees, type TreeOptions } from '../statistics/boosted-trees.ts';
import { type Examples, fitLogistic, type Linear } from '../statistics/fit-logistic.ts';
import { firstTrees, type TreeEnsemble, treesValue } from '../statistics/tree-ensemble.ts';
import { logLosses, meanOf } from './blend.ts';

/** Pulls to no effect that are tried for the line, in examples. */
const RIDGES = [10, 40, 160] as const;

/** Trees that are tried; of each the first so many as foretell held-out examples best are kept. */
const FORESTS = [
  { trees: 400, depth: 1, rate: 0.05 },
  { trees: 400, depth: 2, rate: 0.04 },
  { trees: 250, depth: 4, rate: 0.04 },
] as const;
type Forest = (typeof FORESTS)[number];

const GROWTH = {
  loss: 'logistic',
  ridge: 1,
  leastRows: 5,
  rowShare: 0.9,
  columnShare: 0.6,
  bins: 255,
} as const satisfies Partial<TreeOptions>;

/** The ridge with the lowest held-out loss, and the log-odds that fits without the row give each row. */
export function bestLine(
  all: Examples,
  folds: Uint8Array,
): { ridge: number; foretold: Float64Array } {
  const tried = RIDGES.map((ridge) => ({ ridge, foretold: heldOutLine(all, folds, ridge) }));
  return lowestLoss(tried, all.outcomes);
}

/** The kind and number of trees with the lowest held-out loss, and what they foretell held-out rows. */
export function bestForest(all: Examples, folds: Uint8Array): HeldOutForest {
  return lowestLoss(
    FORESTS.map((forest) => heldOutForest(all, folds, forest)),
    all.outcomes,
  );
}

type HeldOutForest = {
  readonly forest: Forest;
  readonly trees: number;
  readonly foretold: Float64Array;
};

function heldOutLine(all: Examples, folds: Uint8Array, ridge: number): Float64Array {
  const foretold = new Float64Array(all.rows);
  for (const { outside, inside } of splits(folds)) {
    const line = fitLogistic(rowsOf(all, outside), { ridge });
    for (const row of inside) foretold[row] = lineValue(line, all, row);
  }
  return foretold;
}

/** As many trees as foretell best over all folds together. */
function heldOutForest(all: Examples, folds: Uint8Array, forest: Forest): HeldOutForest {
  const fits = splits(folds).map(({ outside, inside }) => {
    const validation = rowsOf(all, inside);
    return { inside, ...fitTrees(rowsOf(all, outside), { ...GROWTH, ...forest, validation }) };
  });
  const losses = Array.from({ length: forest.trees }, (_, round) =>
    fits.reduce((sum, { losses: own, inside }) => sum + (own[round] ?? 0) * inside.length, 0),
  );
  const trees = losses.indexOf(Math.min(...losses)) + 1;
  const foretold = new Float64Array(all.rows);
  for (const { inside, ensemble } of fits) {
    const best = firstTrees(ensemble, trees);
    for (const row of inside) foretold[row] = treesValue(best, inputsOf(all, row));
  }
  return { forest, trees, foretold };
}

function lowestLoss<Tried extends { readonly foretold: Float64Array }>(
  [first, ...others]: readonly [Tried, ...Tried[]] | readonly Tried[],
  outcomes: Float64Array,
): Tried {
  if (first === undefined) throw new RangeError('there is nothing to choose from');
  const lossOf = ({ foretold }: Tried) => meanOf(logLosses(foretold, outcomes));
  return others.reduce((best, next) => (lossOf(next) < lossOf(best) ? next : best), first);
}

/** The chosen kind and number of trees over all examples, explained. */
export const fitForest = (all: Examples, { forest, trees }: HeldOutForest): TreeEnsemble =>
  fitTrees(all, { ...GROWTH, ...forest, trees, explained: true }).ensemble;

const inputsOf = ({ inputs, columns }: Examples, row: number): Float64Array =>
  inputs.subarray(row * columns, (row + 1) * columns);

function lineValue({ intercept, weights }: Linear, all: Examples, row: number): number {
  let sum = intercept;
  for (let column = 0; column < all.columns; column += 1) {
    sum += (weights[column] ?? 0) * (all.inputs[row * all.columns + column] ?? 0);
  }
  return sum;
}

type Split = { readonly outside: readonly number[]; readonly inside: readonly number[] };

function splits(folds: Uint8Array): Split[] {
  const count = folds.reduce((most, fold) => Math.max(most, fold + 1), 0);
  const rows = [...folds.keys()];
  return Array.from({ length: count }, (_, fold) => ({
    outside: rows.filter((row) => folds[row] !== fold),
    inside: rows.filter((row) => folds[row] === fold),
  }));
}

function rowsOf(all: Examples, rows: readonly number[]): Examples {
  const inputs = new Float64Array(rows.length * all.columns);
  for (const [at, row] of rows.entries()) inputs.set(inputsOf(all, row), at * all.columns);
  const outcomes = Float64Array.from(rows, (row) => all.outcomes[row] ?? 0);
  return { rows: rows.length, columns: all.columns, inputs, outcomes };
}
