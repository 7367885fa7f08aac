import { expect, it } from 'vitest';
import { fitTrees } from '#shared/domain/forecasting/statistics/boosted-trees.ts';
import {
  firstTrees,
  treeEnsemble,
  treesContributions,
  treesValue,
} from '#shared/domain/forecasting/statistics/tree-ensemble.ts';

const columns = 3;
const rows = 200;
const inputs = Float64Array.from({ length: rows * columns }, (_, at) => (at * 37) % 101);
const outcomes = Float64Array.from(
  { length: rows },
  (_, row) => (inputs[row * columns] ?? 0) * ((inputs[row * columns + 1] ?? 0) > 50 ? 1 : -1),
);
const { ensemble } = fitTrees(
  { rows, columns, inputs, outcomes },
  { loss: 'squared', trees: 25, depth: 3, rate: 0.2, explained: true },
);

it('is the same after it was stored as JSON', () => {
  const stored = treeEnsemble.parse(JSON.parse(JSON.stringify(ensemble)));
  expect(stored).toEqual(ensemble);
});

it('explains a value exactly: what is typical plus what each input adds', () => {
  for (let row = 0; row < rows; row += 1) {
    const given = inputs.subarray(row * columns, (row + 1) * columns);
    const into = new Float64Array(columns);
    const typical = treesContributions(ensemble, given, into);
    const sum = into.reduce((all, value) => all + value, typical);
    expect(sum).toBeCloseTo(treesValue(ensemble, given), 9);
  }
});

it('calls typical what the examples have on average', () => {
  const typical = treesContributions(ensemble, [50, 50, 50], new Float64Array(columns));
  const mean = outcomes.reduce((sum, outcome) => sum + outcome, 0) / rows;
  expect(typical).toBeCloseTo(mean, 2);
});

it('cannot explain what was stored without means', () => {
  const { means: _, ...bare } = ensemble;
  expect(() => treesContributions(bare, [1, 2, 3], new Float64Array(columns))).toThrow('explained');
});

it('keeps the first trees only', () => {
  const { roots } = firstTrees(ensemble, 10);
  expect(roots).toEqual(ensemble.roots.slice(0, 10));
  expect(treeEnsemble.safeParse(firstTrees(ensemble, 10)).success).toBe(true);
  expect(firstTrees(ensemble, 99)).toEqual(ensemble);
  expect(treesValue(firstTrees(ensemble, 0), [1, 2, 3])).toBe(ensemble.base);
});

const stump = { base: 0, roots: [0], inputs: [0, -1, -1], values: [5, 1, 2], skips: [2, 0, 0] };

it.each([
  ['a node that points to itself', { ...stump, skips: [0, 0, 0] }],
  ['a node whose children are one', { ...stump, skips: [1, 0, 0] }],
  ['a node that points back', { ...stump, skips: [-1, 0, 0] }],
  ['a node that points out of the list', { ...stump, skips: [3, 0, 0] }],
  ['a node that points into the next tree', { ...stump, roots: [0, 2] }],
  ['the same tree many times', { ...stump, roots: [0, 0, 0] }],
  ['a root out of the list', { ...stump, roots: [0, 3] }],
  ['lists of unequal length', { ...stump, values: [5, 1] }],
  ['a last node without children', { ...stump, inputs: [0, -1, 0] }],
  ['a value that is not a number', { ...stump, values: [5, 1, null] }],
  ['too many trees', { ...stump, roots: Array.from({ length: 5_001 }, (_, at) => at) }],
])('refuses %s', (_, stored) => {
  expect(treeEnsemble.safeParse(stump).success).toBe(true);
  expect(treeEnsemble.safeParse(stored).success).toBe(false);
});
