import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bfgs } from '#shared/domain/forecasting/statistics/bfgs.ts';
import { digamma } from '#shared/domain/forecasting/statistics/digamma.ts';
import { logGamma } from '#shared/domain/forecasting/statistics/log-gamma.ts';

describe('the smallest value by its gradient', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const found = bfgs(
      ([x = 0, y = 0]) => ({
        value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
        gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
      }),
      [-1.2, 1],
      1e-14,
    );
    expect(found.at[0]).toBeCloseTo(1, 4);
    expect(found.at[1]).toBeCloseTo(1, 4);
  });

  it('finds the middle of any bowl', () => {
    const middle = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(middle, (wanted) => {
        const found = bfgs(
          (point) => ({
            value: point.reduce((sum, x, i) => sum + (i + 1) * (x - (wanted[i] ?? 0)) ** 2, 0),
            gradient: point.map((x, i) => 2 * (i + 1) * (x - (wanted[i] ?? 0))),
          }),
          wanted.map(() => 0),
        );
        for (const [i, x] of found.at.entries()) expect(x).toBeCloseTo(wanted[i] ?? 0, 3);
      }),
    );
  });

  it('refuses to start where there is no value', () => {
    expect(() => bfgs(() => ({ value: Number.NaN, gradient: [0] }), [0])).toThrow(RangeError);
  });
});

describe('the derivative of log-gamma', () => {
  it('has its known values', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12);
    expect(digamma(100)).toBeCloseTo(4.600161852738087, 12);
  });

  it('is how log-gamma rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 1e4, noNaN: true }), (x) => {
        const step = 1e-5 * x;
        const rise = (logGamma(x + step) - logGamma(x - step)) / (2 * step);
        expect(Math.abs(digamma(x) - rise)).toBeLessThan(1e-4 * (1 + Math.abs(rise)));
      }),
    );
    expect(() => digamma(0)).toThrow(RangeError);
  });
});
