import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { dueLayer } from '#shared/domain/forecasting/intervals/due-layer.ts';
import { pairOutlook } from '#shared/domain/forecasting/intervals/pair-outlook.ts';
import { weightedSum } from '#shared/domain/forecasting/statistics/weighted-sum.ts';
import { foldOf } from './build-fold.ts';

const model = defaultModel();
const often = foldOf({ tea: [10_000, 10_020, 10_055, 10_080] });

function layerOf(fold: typeof often, today: number, horizonDays: number, from = model) {
  const outlook = pairOutlook(fold, 'tea', from);
  return outlook && dueLayer(fold, outlook, from, today, horizonDays);
}

describe('the layer over the closed form', () => {
  it('lies between its neighbours at a horizon between them', () => {
    const [near = 0, between = 0, far = 0] = [7, 10, 14].map((days) =>
      layerOf(often, 10_090, days),
    );
    expect(near).toBeGreaterThan(0);
    expect(between).toBeGreaterThan(near);
    expect(far).toBeGreaterThan(between);
    expect(far).toBeLessThan(1);
  });

  it('expects less right after a visit that left the product out', () => {
    const visits = often.visits;
    const came = { ...often, visits: visits && { ...visits, n: visits.n + 1, last: 10_089 } };
    expect(layerOf(came, 10_090, 7)).toBeLessThan(layerOf(often, 10_090, 7) ?? 0);
  });

  it('is silent where it was not fitted', () => {
    expect(layerOf(often, 10_090, 3)).toBeUndefined();
    expect(layerOf(often, 10_090, 60)).toBeUndefined();
    expect(layerOf(foldOf({ tea: [10_000, 10_020] }), 10_030, 14)).toBeUndefined();
    const clockwork = { ...model, intervals: { ...model.intervals, sigma2: 0.01, tau2: 0.01 } };
    expect(layerOf(often, 10_090, 14, clockwork)).toBeUndefined();
  });
});

describe('a weighted sum', () => {
  it('refuses weights that do not fit', () => {
    expect(weightedSum(1, [2, 3], [4, 5])).toBe(24);
    expect(() => weightedSum(1, [2], [4, 5])).toThrow(RangeError);
  });
});
