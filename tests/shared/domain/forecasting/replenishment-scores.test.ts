import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { DUE_INPUTS } from '#shared/domain/forecasting/intervals/due-inputs.ts';
import { dueLayersOf } from '#shared/domain/forecasting/intervals/due-layer.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import {
  forecastAllReplenishments,
  replenishmentScores,
} from '#shared/domain/forecasting/replenishment.ts';
import { foldOf } from './build-fold.ts';
import { arbitraryFold } from './intervals/arbitrary-fold.ts';

const shipped = defaultModel();
const weights = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: DUE_INPUTS.length,
  maxLength: DUE_INPUTS.length,
});

/** The shipped model with other weights at each horizon. */
const withWeights = (all: readonly (readonly number[])[]): Model => ({
  ...shipped,
  due: {
    ...shipped.due,
    layers: dueLayersOf(shipped).map((layer, horizon) => ({
      ...layer,
      inputs: Object.fromEntries(
        DUE_INPUTS.map((name, at) => [name, [all[horizon]?.[at] ?? 0, 0] as const]),
      ),
    })),
  },
});

describe('scores of replenishment', () => {
  it('are the probabilities of the forecasts, for any customer, day and horizon', () => {
    fc.assert(
      fc.property(
        arbitraryFold,
        fc.nat(500),
        fc.integer({ min: 1, max: 400 }),
        ({ fold, lastDay }, wait, horizon) => {
          const today = lastDay + wait;
          const forecasts = forecastAllReplenishments(fold, shipped, today, horizon);
          expect([...replenishmentScores(fold, shipped, today, horizon)]).toEqual(
            forecasts.map(({ subject, probability }) => [subject, probability]),
          );
        },
      ),
    );
  });

  it('never say less of more time, whatever was learned', () => {
    const learned = fc.tuple(weights, weights, weights).map(withWeights);
    fc.assert(
      fc.property(arbitraryFold, learned, fc.nat(200), ({ fold, lastDay }, model, wait) => {
        let before = new Map<string, number>();
        for (const horizon of [1, 4, 7, 10, 14, 22, 30, 31, 90, 1_000]) {
          const scores = replenishmentScores(fold, model, lastDay + wait, horizon);
          for (const [product, score] of scores) {
            expect(score).toBeGreaterThanOrEqual((before.get(product) ?? 0) - 1e-12);
            expect(score).toBeLessThanOrEqual(1);
          }
          before = new Map(scores);
        }
      }),
    );
  });

  it('know at once of another purchase of the customer', () => {
    const fold = foldOf({ tea: [10_000, 10_030, 10_055, 10_090] });
    const old = replenishmentScores(fold, shipped, 10_095).get('tea');
    Object.assign(fold, foldOf({ tea: [10_000, 10_030, 10_055, 10_090, 10_094] }));
    expect(replenishmentScores(fold, shipped, 10_095).get('tea')).not.toBe(old);
  });

  it('refuse days and horizons that are none', () => {
    const fold = foldOf({ tea: [10_000] });
    expect(() => replenishmentScores(fold, shipped, Number.NaN)).toThrow(RangeError);
    expect(() => replenishmentScores(fold, shipped, 10_010, 0)).toThrow(RangeError);
  });
});
