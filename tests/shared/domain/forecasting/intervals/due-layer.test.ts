import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { customerMoment } from '#shared/domain/forecasting/intervals/customer-moment.ts';
import { DUE_INPUTS } from '#shared/domain/forecasting/intervals/due-inputs.ts';
import {
  dueAnswer,
  dueInputs,
  dueLayersOf,
  isInLayer,
} from '#shared/domain/forecasting/intervals/due-layer.ts';
import { pairMoment } from '#shared/domain/forecasting/intervals/pair-moment.ts';
import { pairOutlook } from '#shared/domain/forecasting/intervals/pair-outlook.ts';
import { type Model, model } from '#shared/domain/forecasting/model.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { layerValue } from '#shared/domain/forecasting/statistics/linear-layer.ts';
import { fromLogOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldOf } from '../build-fold.ts';

const shipped = defaultModel();
const often = foldOf({ tea: [10_000, 10_020, 10_055, 10_080], milk: [10_020, 10_080] });

function asked(fold: typeof often, today: number, from: Model) {
  const outlook = pairOutlook(fold, 'tea', from);
  if (outlook === undefined) throw new RangeError('tea was never bought');
  const customer = customerMoment(fold, from, today);
  return { outlook, customer, moment: pairMoment(outlook, from, today) };
}

function layerOf(fold: typeof often, today: number, horizonDays: number, from = shipped) {
  const { moment, customer } = asked(fold, today, from);
  return dueAnswer(moment, customer, horizonDays).probability;
}

describe('the layers over the closed form', () => {
  it('say what the sum of weights times named inputs says', () => {
    const { moment, customer } = asked(often, 10_090, shipped);
    const [layer] = dueLayersOf(shipped);
    if (layer === undefined) throw new RangeError('no layer ships');
    const given = dueInputs(moment, customer, layer.horizonDays);
    const named = Object.fromEntries(DUE_INPUTS.map((name, at) => [name, given[at] ?? Number.NaN]));
    expect(layerOf(often, 10_090, layer.horizonDays)).toBeCloseTo(
      fromLogOdds(layerValue(layer, named)),
      12,
    );
  });

  it('never expect less of more time, fitted horizons or not, whatever the history', () => {
    const history = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(history, history, fc.nat(400), (tea, milk, wait) => {
        const sorted = [...new Set(tea)].sort((a, b) => a - b);
        const fold = foldOf({ tea: sorted, milk: [...new Set(milk)].sort((a, b) => a - b) });
        const today = Math.max(...tea, ...milk) + wait;
        let least = 0;
        for (const horizon of [1, 3, 6, 7, 8, 11, 14, 20, 29, 30, 31, 60, 200, 1_000]) {
          const { probability } = forecastReplenishment(fold, 'tea', shipped, today, horizon);
          expect(probability).toBeGreaterThanOrEqual(least - 1e-12);
          expect(probability).toBeLessThanOrEqual(1);
          least = probability;
        }
      }),
    );
  });

  it('do not jump at the horizons for which they were fitted', () => {
    for (const days of [7, 14, 30]) {
      const [before = 0, at = 0, after = 0] = [days - 1e-6, days, days + 1e-6].map((horizon) =>
        layerOf(often, 10_090, horizon),
      );
      expect(before).toBeCloseTo(at, 5);
      expect(after).toBeCloseTo(at, 5);
    }
  });

  it('expect more of a customer who comes more often of late', () => {
    const tea = [10_000, 10_020, 10_055, 10_080];
    const busy = foldOf({ tea, milk: [10_020, 10_083], rice: [10_062], salt: [10_071, 10_078] });
    expect(layerOf(busy, 10_090, 14)).toBeGreaterThan(layerOf(often, 10_090, 14));
  });

  it('stand back where they were not fitted', () => {
    const fits = (fold: typeof often, from = shipped): boolean => {
      const { outlook, customer } = asked(fold, 10_090, from);
      return isInLayer(outlook, customer);
    };
    const clockwork = { ...shipped, intervals: { ...shipped.intervals, sigma2: 0.01, tau2: 0.01 } };
    expect(fits(often)).toBe(true);
    expect(fits(foldOf({ tea: [10_000, 10_020] }))).toBe(false);
    expect(fits(often, clockwork)).toBe(false);
  });

  it('are those that ship when a stored model has rows of an older version', () => {
    const { layers: _, ...due } = shipped.due;
    const { dates: __, ...rest } = shipped;
    const stored = model.parse({
      ...rest,
      due: { ...due, rows: [{ horizonDays: 7, intercept: 0, weights: [1] }] },
    });
    expect(layerOf(often, 10_090, 14, stored)).toBe(layerOf(often, 10_090, 14));
    expect(forecastReplenishment(often, 'tea', stored, 10_090)).toEqual(
      forecastReplenishment(often, 'tea', shipped, 10_090),
    );
  });

  it('refuse a layer that wants an input nobody knows', () => {
    const [layer, ...others] = dueLayersOf(shipped);
    if (layer === undefined) throw new RangeError('no layer ships');
    const moon: [number, number] = [1, 0];
    const odd = { ...layer, inputs: { ...layer.inputs, phaseOfTheMoon: moon } };
    const from = { ...shipped, due: { ...shipped.due, layers: [odd, ...others] } };
    expect(() => layerOf(often, 10_090, 7, from)).toThrow(/phaseOfTheMoon/);
  });
});
