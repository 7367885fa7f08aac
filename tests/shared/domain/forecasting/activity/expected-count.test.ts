import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countIfActive,
  expectedCount,
} from '#shared/domain/forecasting/activity/expected-count.ts';
import { probabilityOfPurchase } from '#shared/domain/forecasting/activity/probability-of-purchase.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { expectedPurchases } from '#shared/domain/forecasting/expected-purchases.ts';
import { foldOf, rhythmOf, seeded } from '../build-fold.ts';

const cdnow = { k: 1, r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
const seen = { repeats: 3, lastAt: 20, observed: 30 };

describe('the purchases expected of a customer', () => {
  it('are what many such customers make of it', () => {
    const random = seeded(5);
    // Rate Gamma(r + 3, alpha + 30) and leaving Beta(a, b + 4), drawn by inverting them on a grid.
    const rate = drawer((x) => 2.5248 * Math.log(x) - 36.1831 * x, random);
    const leaves = drawer((x) => -0.1086 * Math.log(x) + 4.614 * Math.log1p(-x), random);
    const customers = 40_000;
    let bought = 0;
    for (let customer = 0; customer < customers; customer += 1) {
      const [perWeek, stops] = [rate(), leaves()];
      let week = -Math.log(random()) / perWeek;
      while (week <= 39) {
        bought += 1;
        if (random() < stops) break;
        week -= Math.log(random()) / perWeek;
      }
    }
    expect(countIfActive(cdnow, seen, 39)).toBeCloseTo(bought / customers, 1);
  });

  it('are at least as many as the chance of one, and grow with the horizon', () => {
    const positive = fc.double({ min: 0.05, max: 40, noNaN: true });
    const parameters = fc.record({
      k: fc.constant(1),
      r: positive,
      alpha: positive,
      a: positive,
      b: positive,
    });
    fc.assert(
      fc.property(parameters, fc.nat(40), fc.nat(400), fc.nat(400), (model, x, last, silence) => {
        const history = { repeats: x, lastAt: last, observed: last + silence };
        const short = expectedCount(model, history, 30);
        expect(short).toBeGreaterThanOrEqual(probabilityOfPurchase(model, history, 30) - 1e-3);
        expect(expectedCount(model, history, 60)).toBeGreaterThanOrEqual(short - 1e-12);
      }),
    );
  });

  it('stay finite where hardly anybody or everybody leaves', () => {
    for (const [a, b] of [
      [1e-4, 500],
      [500, 1e-3],
      [5_177, 39_736],
    ] as const) {
      const count = countIfActive({ ...cdnow, a, b }, seen, 52);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(10);
    }
    const forever = { ...cdnow, a: 1e-6, b: 1e3 };
    expect(countIfActive(forever, seen, 52)).toBeCloseTo((3.5248 * 52) / 36.1831, 2);
  });

  it('refuses a horizon that is none', () => {
    expect(() => expectedCount(cdnow, seen, Number.NaN)).toThrow(RangeError);
    expect(() => expectedPurchases(foldOf({}), defaultModel(), 10_000, 0)).toThrow(RangeError);
  });

  it('follow what the layer makes of the customer, and are none for who never bought', () => {
    const model = defaultModel();
    const fold = foldOf({ coffee: rhythmOf(10_000, 24, 12) });
    const rich = { ...fold, spentMinor: 40 * fold.spentMinor };
    const usual = expectedPurchases(fold, model, 10_270, 90);
    expect(usual).toBeGreaterThan(2);
    expect(usual).toBeLessThan(4.5);
    expect(expectedPurchases(rich, model, 10_270, 90)).toBeGreaterThan(usual);
    expect(expectedPurchases(foldOf({}), model, 10_270, 90)).toBe(0);
  });
});

/** Draws from a density on 0 to 1, given by its logarithm. */
function drawer(logDensity: (x: number) => number, random: () => number): () => number {
  const points = Array.from({ length: 20_000 }, (_, at) => (at + 0.5) / 20_000);
  const cumulative: number[] = [];
  let sum = 0;
  for (const x of points) {
    sum += Math.exp(logDensity(x));
    cumulative.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, points.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return points[low] ?? 0;
  };
}
