import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  fitTrees,
  type TreeExamples,
  type TreeOptions,
} from '#shared/domain/forecasting/statistics/boosted-trees.ts';
import { hashShare } from '#shared/domain/forecasting/statistics/boosted-trees-draw.ts';
import { fitLogistic } from '#shared/domain/forecasting/statistics/fit-logistic.ts';
import {
  type TreeEnsemble,
  treesValue,
} from '#shared/domain/forecasting/statistics/tree-ensemble.ts';

const examplesOf = (rows: readonly (readonly number[])[], outcomes: readonly number[]) => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  inputs: Float64Array.from(rows.flat()),
  outcomes: Float64Array.from(outcomes),
});

const inputsOf = ({ inputs, columns }: TreeExamples, row: number) =>
  inputs.subarray(row * columns, (row + 1) * columns);

const predicted = (ensemble: TreeEnsemble, examples: TreeExamples): number[] =>
  Array.from({ length: examples.rows }, (_, row) => treesValue(ensemble, inputsOf(examples, row)));

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const squaredLoss = (values: readonly number[], outcomes: readonly number[]) =>
  meanOf(values.map((value, row) => (value - (outcomes[row] ?? Number.NaN)) ** 2));

/** Lowest squared loss of two means on either side of one value of one input, by trying them all. */
function bestStumpLoss(rows: readonly (readonly number[])[], outcomes: readonly number[]): number {
  const whole = meanOf(outcomes);
  let best = squaredLoss(
    outcomes.map(() => whole),
    outcomes,
  );
  for (let input = 0; input < (rows[0]?.length ?? 0); input += 1) {
    for (const [edge] of rows.map((row) => [row[input] ?? 0])) {
      const isLeft = rows.map((row) => (row[input] ?? 0) <= (edge ?? 0));
      const left = meanOf(outcomes.filter((_, row) => isLeft[row]));
      const right = meanOf(outcomes.filter((_, row) => !isLeft[row]));
      const loss = squaredLoss(
        isLeft.map((goesLeft) => (goesLeft ? left : right)),
        outcomes,
      );
      if (loss < best) best = loss;
    }
  }
  return best;
}

const grid = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: 0, max: 20 }),
  ),
  { minLength: 2, maxLength: 40 },
);

/** A shop of 600: the odds rise with the first input, fall with the product of the next two. */
const noise = (row: number, salt: number) => hashShare(salt, 0, row);
const shopRows = Array.from({ length: 600 }, (_, row) => [
  noise(row, 1),
  noise(row, 2) - 0.5,
  noise(row, 3) - 0.5,
  row % 7,
]);
const shop = examplesOf(
  shopRows,
  shopRows.map(([a = 0, b = 0, c = 0], row) =>
    noise(row, 4) < 1 / (1 + Math.exp(1 - 3 * a + 20 * b * c)) ? 1 : 0,
  ),
);
const usual: TreeOptions = { loss: 'logistic', trees: 40, depth: 3, rate: 0.1 };

it('finds the split with the largest gain, as an exhaustive search does', () => {
  fc.assert(
    fc.property(grid, (triples) => {
      const rows = triples.map(([a, b]) => [a, b]);
      const outcomes = triples.map(([, , outcome]) => outcome);
      const examples = examplesOf(rows, outcomes);
      const options: TreeOptions = { loss: 'squared', trees: 1, depth: 1, rate: 1, ridge: 0 };
      const { ensemble } = fitTrees(examples, options);
      const loss = squaredLoss(predicted(ensemble, examples), outcomes);
      expect(loss).toBeCloseTo(bestStumpLoss(rows, outcomes), 2);
    }),
  );
});

it('puts the mean of what is left over into every leaf, however deep', () => {
  fc.assert(
    fc.property(grid, (triples) => {
      const outcomes = triples.map(([, , outcome]) => outcome);
      const examples = examplesOf(
        triples.map(([a, b]) => [a, b]),
        outcomes,
      );
      const options: TreeOptions = { loss: 'squared', trees: 1, depth: 4, rate: 1, ridge: 0 };
      const values = predicted(fitTrees(examples, options).ensemble, examples);
      for (const value of new Set(values)) {
        const inLeaf = outcomes.filter((_, row) => values[row] === value);
        expect(value).toBeCloseTo(meanOf(inLeaf), 2);
      }
    }),
  );
});

it('learns what a line cannot: that exactly one of two is true', () => {
  const corners = Array.from({ length: 41 }, (_, row) => [row & 1, (row >> 1) & 1]);
  const either = examplesOf(
    corners,
    corners.map(([a = 0, b = 0]) => a ^ b),
  );
  const line = fitLogistic(either, { ridge: 0.1 });
  expect(line.weights.every((weight) => Math.abs(weight) < 0.2)).toBe(true);
  const { ensemble } = fitTrees(either, { loss: 'logistic', trees: 30, depth: 2, rate: 0.5 });
  for (const [a, b] of corners.slice(0, 4)) {
    const odds = treesValue(ensemble, [a ?? 0, b ?? 0]);
    expect(a === b ? -odds : odds).toBeGreaterThan(1.5);
  }
});

it.each(['logistic', 'squared', 'absolute'] as const)('lowers the %s loss tree by tree', (loss) => {
  const { losses } = fitTrees(shop, { ...usual, loss });
  expect(losses).toHaveLength(40);
  for (const [round, now] of losses.entries()) {
    expect(now).toBeLessThanOrEqual((losses[round - 1] ?? 1) + 1e-9);
  }
});

it('boosts log-odds whose mean probability is the mean outcome', () => {
  const { ensemble } = fitTrees(shop, usual);
  const probabilities = predicted(ensemble, shop).map((odds) => 1 / (1 + Math.exp(-odds)));
  expect(meanOf(probabilities)).toBeCloseTo(meanOf([...shop.outcomes]), 2);
});

it('finds medians with the absolute loss, whatever one outlier says', () => {
  const outcomes = [1, 2, 3, 4, 1_000, 11, 12, 13, 14, 15];
  const examples = examplesOf(
    outcomes.map((_, row) => [row < 5 ? 0 : 1]),
    outcomes,
  );
  const options: TreeOptions = { loss: 'absolute', trees: 1, depth: 1, rate: 1, ridge: 0 };
  const { ensemble } = fitTrees(examples, options);
  expect(treesValue(ensemble, [0])).toBeCloseTo(3, 2);
  expect(treesValue(ensemble, [1])).toBeCloseTo(13, 2);
});

it('gives the same trees again, and others for another seed', () => {
  const drawn: TreeOptions = { ...usual, rowShare: 0.6, columnShare: 0.5, seed: 3 };
  const once = fitTrees(shop, drawn);
  expect(fitTrees(shop, drawn)).toEqual(once);
  expect(fitTrees(shop, { ...drawn, seed: 4 }).ensemble).not.toEqual(once.ensemble);
});

it('reports the loss that its rounded trees have', () => {
  const { ensemble, losses } = fitTrees(shop, { ...usual, loss: 'squared', rowShare: 0.7 });
  const loss = squaredLoss(predicted(ensemble, shop), [...shop.outcomes]);
  expect(losses.at(-1)).toBeCloseTo(loss, 12);
});

it('stops where other examples are no longer foretold better, and keeps the best trees', () => {
  const [learned, other] = [0, 1].map((half) => {
    const rows = shopRows.filter((_, row) => row % 2 === half);
    return examplesOf(
      rows,
      [...shop.outcomes].filter((_, row) => row % 2 === half),
    );
  });
  if (learned === undefined || other === undefined) throw new Error('two halves were wanted');
  const options: TreeOptions = { ...usual, trees: 500, rate: 0.3, validation: other, patience: 10 };
  const { ensemble, losses } = fitTrees(learned, options);
  const best = losses.indexOf(Math.min(...losses));
  expect(losses).toHaveLength(best + 11);
  expect(ensemble.roots).toHaveLength(best + 1);
});

it('adds to what was predicted before', () => {
  const start = shop.outcomes.map((outcome) => outcome - 2);
  const { ensemble } = fitTrees({ ...shop, start }, { ...usual, loss: 'squared', ridge: 0 });
  expect(ensemble.base).toBe(0);
  for (const added of predicted(ensemble, shop)) expect(added).toBeCloseTo(2 * (1 - 0.9 ** 40), 3);
});

it('sends what is not known to a side of its own', () => {
  const values = [1, 2, 3, 4, Number.NaN, Number.NaN, Number.NaN];
  const examples = examplesOf(
    values.map((value) => [value]),
    values.map((value) => (Number.isNaN(value) ? 10 : 0)),
  );
  const { ensemble } = fitTrees(examples, {
    loss: 'squared',
    trees: 1,
    depth: 1,
    rate: 1,
    ridge: 0,
  });
  expect(treesValue(ensemble, [Number.NaN])).toBeCloseTo(10, 3);
  expect(treesValue(ensemble, [])).toBeCloseTo(10, 3);
  expect(treesValue(ensemble, [1])).toBeCloseTo(0, 3);
});

it('leaves enough rows on either side of a split, and counts a weight of two as two rows', () => {
  const outcomes = [9, 0, 0, 0, 0, 0];
  const rows = outcomes.map((_, row) => [row]);
  const options: TreeOptions = { loss: 'squared', trees: 1, depth: 1, rate: 1, ridge: 0 };
  const careful = fitTrees(examplesOf(rows, outcomes), { ...options, leastRows: 2 });
  expect(treesValue(careful.ensemble, [0])).toBeCloseTo(4.5, 3);
  const weights = Float64Array.from([2, 1, 1, 1, 1, 1]);
  const weighted = fitTrees(
    { ...examplesOf(rows, outcomes), weights },
    { ...options, leastWeight: 2 },
  );
  expect(treesValue(weighted.ensemble, [0])).toBeCloseTo(9, 3);
});

it('refuses no examples, infinite inputs and options that make no sense', () => {
  expect(() => fitTrees(examplesOf([], []), usual)).toThrow('no example');
  const infinite = examplesOf([[Number.POSITIVE_INFINITY]], [1]);
  expect(() => fitTrees(infinite, usual)).toThrow('input 0 of example 0');
  for (const wrong of [{ depth: 0 }, { rate: 0 }, { bins: 256 }, { rowShare: 2 }, { ridge: -1 }]) {
    expect(() => fitTrees(shop, { ...usual, ...wrong })).toThrow(RangeError);
  }
});
