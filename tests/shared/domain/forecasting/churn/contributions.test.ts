import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fold } from '#shared/domain/customer/state.ts';
import { churnProbability, forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldOf } from '../build-fold.ts';

const model = defaultModel();
const day = fc.integer({ min: 10_000, max: 10_900 });
const TODAY = 11_000;

const trouble: fc.Arbitrary<Partial<Fold>> = fc.record(
  {
    complaints: fc.constantFrom<Fold['complaints']>({}, { c1: 10_950 }, { c1: 10_900, c2: 10_990 }),
    lastRating: fc.constantFrom<[number, number]>([10_980, 0.2], [10_990, 1], [10_400, 0.1]),
    returns: fc.nat(5),
    spentMinor: fc.nat(5_000_000),
  },
  { requiredKeys: [] },
);

/** Who pays by cheque leaves at twice the odds of who does not. */
const describing: Model = {
  ...model,
  attributes: {
    weight: 1,
    from: model.activity.from,
    model: {
      columns: [{ kind: 'category', name: 'payment', levels: ['cheque', 'card'] }],
      line: { intercept: -1, weights: [Math.log(2), 0], typical: [0, 0] },
      blend: { offset: 0, line: 1, trees: 0 },
      rows: 1_000,
      left: 300,
      loss: { base: 0.6, line: 0.5, blend: 0.5 },
    },
  },
};

it('moves the odds by what describes the customer, and says so', () => {
  const plain = foldOf({ coffee: [10_000, 10_030, 10_060] });
  const byCheque = { ...plain, attributes: { payment: 'cheque' } };
  const before = forecastChurn(byCheque, model, 10_100);
  const after = forecastChurn(byCheque, describing, 10_100);
  expect(logOdds(after.probability) - logOdds(before.probability)).toBeCloseTo(Math.log(2), 9);
  expect(after.reasons.find(({ code }) => code === 'attribute')).toMatchObject({
    text: 'payment: cheque',
    contribution: expect.closeTo(Math.LN2, 3),
  });
});

it('adds up the contributions of all reasons to the log-odds of leaving', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(day, { minLength: 1, maxLength: 30 }),
      trouble,
      fc.integer({ min: 14, max: 365 }),
      (bought, said, horizon) => {
        const fold = foldOf({ coffee: bought.sort((a, b) => a - b) }, said);
        const { probability, reasons } = forecastChurn(fold, model, TODAY, horizon);
        const sum = reasons.reduce((all, { contribution }) => all + (contribution ?? 0), 0);
        expect(Math.abs(sum - logOdds(probability))).toBeLessThan(0.01);
        expect(churnProbability(fold, model, TODAY, horizon)).toBe(probability);
      },
    ),
  );
});

it('never calls leaving likelier when there is more time to come back', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(day, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 7, max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      (bought, horizon, more) => {
        const fold = foldOf({ coffee: bought.sort((a, b) => a - b) });
        const short = churnProbability(fold, model, TODAY, horizon) ?? 0;
        const long = churnProbability(fold, model, TODAY, horizon + more) ?? 0;
        expect(long).toBeLessThanOrEqual(short + 1e-9);
      },
    ),
  );
});
