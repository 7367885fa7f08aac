import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { dayOfProbability } from '#shared/domain/forecasting/intervals/day-of-probability.ts';
import { replenishmentScores } from '#shared/domain/forecasting/replenishment.ts';
import { foldOf } from '../build-fold.ts';
import { arbitraryFold } from './arbitrary-fold.ts';

const shipped = defaultModel();
const WITHIN = { from: 10_090, horizonDays: 14 };

describe('the day of a probability', () => {
  it('is the first one on which the score reaches it', () => {
    const product = 'product-0';
    fc.assert(
      fc.property(
        arbitraryFold,
        fc.double({ min: 0.05, max: 0.6, noNaN: true }),
        fc.integer({ min: 3, max: 60 }),
        ({ fold, lastDay }, theta, horizonDays) => {
          const day = dayOfProbability(fold, product, shipped, theta, {
            from: lastDay,
            horizonDays,
          });
          const scoreOn = (on: number): number =>
            replenishmentScores(fold, shipped, on, horizonDays).get(product) ?? Number.NaN;
          if (day !== undefined) expect(scoreOn(day)).toBeGreaterThanOrEqual(theta);
          for (let on = lastDay; on < (day ?? lastDay + 730); on += 1) {
            expect(scoreOn(on)).toBeLessThan(theta);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('does not come where the probability is never reached, or all was returned', () => {
    const fold = foldOf({ tea: [10_000, 10_020, 10_080] }, {});
    fold.pairs['milk'] = [10_080, 0];
    expect(dayOfProbability(fold, 'tea', shipped, 1, WITHIN)).toBeUndefined();
    expect(dayOfProbability(fold, 'milk', shipped, 0.01, WITHIN)).toBeUndefined();
  });

  it('refuses a probability or a day that is none', () => {
    const fold = foldOf({ tea: [10_000, 10_020, 10_080] });
    for (const theta of [0, 1.1, Number.NaN]) {
      expect(() => dayOfProbability(fold, 'tea', shipped, theta, WITHIN)).toThrow(RangeError);
    }
    const never = { ...WITHIN, from: Number.NaN };
    expect(() => dayOfProbability(fold, 'tea', shipped, 0.5, never)).toThrow(RangeError);
  });
});
