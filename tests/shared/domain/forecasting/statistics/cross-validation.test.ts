import { expect, it } from 'vitest';
import { stratifiedFolds } from '#shared/domain/forecasting/statistics/cross-validation.ts';

const outcomes = Float64Array.from({ length: 103 }, (_, row) => (row % 10 === 0 ? 1 : 0));

it('holds every row out once, with as many of either outcome in each part', () => {
  const folds = stratifiedFolds(outcomes, 5, 7);
  for (let fold = 0; fold < 5; fold += 1) {
    const own = [...outcomes.keys()].filter((row) => folds[row] === fold);
    expect(own.length).toBeGreaterThanOrEqual(20);
    const left = own.filter((row) => outcomes[row] === 1).length;
    expect([2, 3]).toContain(left);
  }
});

it('shuffles by the seed, and the same way again', () => {
  const folds = stratifiedFolds(outcomes, 5, 7);
  expect(stratifiedFolds(outcomes, 5, 7)).toEqual(folds);
  expect(stratifiedFolds(outcomes, 5, 8)).not.toEqual(folds);
});

it('refuses less than two parts', () => {
  expect(() => stratifiedFolds(outcomes, 1, 0)).toThrow('folds must be 2 to 255, got 1');
});
