import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { atRiskDay } from '#shared/domain/forecasting/churn/at-risk-day.ts';
import { churnProbability } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { foldOf, rhythmOf } from '../build-fold.ts';

const shipped = defaultModel();
const HORIZON = 90;

describe('the day on which a customer becomes at risk', () => {
  it('is the first on which the probability reaches the threshold', () => {
    const activity = fc.constantFrom(
      shipped.activity,
      { ...shipped.activity, k: 2, r: 0.87, alpha: 31, a: 0.15, b: 2 },
      { ...shipped.activity, k: 3, r: 1.2, alpha: 25, a: 0.5, b: 1.5 },
      { ...shipped.activity, r: 0.6376, alpha: 51.2, a: 0.8076, b: 1.228 },
    );
    fc.assert(
      fc.property(
        activity,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.2, max: 0.95, noNaN: true }),
        (parameters, every, visits, threshold) => {
          const model = { ...shipped, activity: parameters };
          const fold = foldOf({ coffee: rhythmOf(10_000, every, visits) });
          const today = fold.visits?.last ?? 0;
          const at = (day: number) => churnProbability(fold, model, day, HORIZON) ?? 0;
          const found = atRiskDay(fold, model, today, threshold, HORIZON) ?? today + 1_000;
          for (let day = today; day < Math.min(found, today + 1_000); day += 1) {
            expect(at(day)).toBeLessThan(threshold);
          }
          if (found < today + 1_000) expect(at(found)).toBeGreaterThanOrEqual(threshold);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('comes later for who comes rarely', () => {
    const dayOf = (every: number) => {
      const fold = foldOf({ coffee: rhythmOf(10_000, every, 12) });
      const today = fold.visits?.last ?? 0;
      return (atRiskDay(fold, shipped, today, 0.6, HORIZON) ?? 0) - today;
    };
    expect(dayOf(7)).toBeGreaterThan(20);
    expect(dayOf(24)).toBeGreaterThan(dayOf(7));
  });

  it('is today for who is at risk, and none where nothing can be said', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 24, 12) });
    expect(atRiskDay(fold, shipped, 11_500, 0.5, HORIZON)).toBe(11_500);
    expect(atRiskDay(emptyFold(), shipped, 11_500, 0.5, HORIZON)).toBeUndefined();
    expect(() => atRiskDay(fold, shipped, 11_500, 1, HORIZON)).toThrow(RangeError);
  });
});
