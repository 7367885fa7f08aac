import { expect, it } from 'vitest';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { perFold } from '#shared/domain/forecasting/per-fold.ts';

const model = defaultModel();

function counting(answers: number) {
  const asked: Fold[] = [];
  const ask = perFold((fold: Fold) => {
    asked.push(fold);
    return Array.from({ length: answers }, () => asked.length);
  });
  return { asked, ask };
}

it('answers the same question about a customer once', () => {
  const { asked, ask } = counting(3);
  const fold = emptyFold();
  expect(ask(fold, model, 1, 14)).toBe(ask(fold, model, 1, 14));
  expect(asked).toHaveLength(1);
});

it('answers again about another day, horizon, model or customer', () => {
  const { asked, ask } = counting(3);
  const fold = emptyFold();
  ask(fold, model, 1, 14);
  ask(fold, model, 2, 14);
  ask(fold, model, 2, 30);
  ask(fold, { ...model }, 2, 30);
  ask(emptyFold(), model, 2, 30);
  expect(asked).toHaveLength(5);
});

it.each([
  [4_999, 3],
  [0, 19_999],
])(
  'forgets the customer asked about first when there are too many of %i answers',
  (answers, many) => {
    const { asked, ask } = counting(answers);
    const folds = Array.from({ length: many + 2 }, () => emptyFold());
    for (const fold of folds) ask(fold, model, 1, 14);
    const before = asked.length;
    for (const fold of folds.slice(2)) ask(fold, model, 1, 14);
    expect(asked.length).toBe(before);
    ask(folds[0] ?? emptyFold(), model, 1, 14);
    expect(asked.length).toBe(before + 1);
  },
);
