import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta, logGamma } from '#shared/domain/forecasting/statistics/log-gamma.ts';
import { logSumExp } from '#shared/domain/forecasting/statistics/log-sum-exp.ts';
import {
  normalCdf,
  normalQuantile,
  normalSurvival,
} from '#shared/domain/forecasting/statistics/normal.ts';
import { fromLogOdds, logOdds } from '#shared/domain/forecasting/statistics/odds.ts';

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

describe('log-gamma', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524522],
    [3, Math.LN2],
    [10, 12.801827480081469],
    [29.9, 70.91876482098718],
    [30, 71.25703896716801],
    [1000, 5905.220423209181],
    [1e6, 12815504.569147881],
  ])('of %d is %d', (x, expected) => {
    expect(relative(logGamma(x), expected)).toBeLessThan(1e-12);
  });

  it('obeys the recurrence and meets its two formulas without a step', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 200, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-11);
      }),
    );
  });

  it('refuses zero, negative numbers and NaN', () => {
    for (const x of [0, -1, Number.NaN]) expect(() => logGamma(x)).toThrow(RangeError);
  });

  it('gives the beta function', () => {
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.96, 0.024997895148220435],
    [3, 0.0013498980316300933],
    [5, 2.866515718791933e-7],
    [10, 7.61985302416047e-24],
    [20, 2.753624118606234e-89],
    [-1, 0.8413447460685429],
  ])('has above %d the share %d', (z, expected) => {
    expect(relative(normalSurvival(z), expected)).toBeLessThan(1e-12);
    expect(relative(normalCdf(-z), expected)).toBeLessThan(1e-12);
  });

  it('agrees with its power series, across where one approximation gives over to the next', () => {
    for (let z = -6; z <= 6; z += 0.0137) {
      expect(Math.abs(normalSurvival(z) - (0.5 - centralShare(z)))).toBeLessThan(2e-15);
    }
  });

  it('keeps its precision as far as numbers reach', () => {
    // 40 digits by mpmath 1.3: erfc(z / sqrt 2) / 2.
    const tail = [
      [6.5, 4.016000583859118e-11],
      [12.4, 1.3066179831246348e-35],
      [25, 3.056696706382561e-138],
      [34, 1.1138987855743794e-253],
    ] as const;
    for (const [z, expected] of tail) {
      expect(relative(normalSurvival(z), expected)).toBeLessThan(1e-13);
    }
    expect([normalSurvival(40), normalSurvival(Number.POSITIVE_INFINITY)]).toEqual([0, 0]);
    expect(normalSurvival(Number.NEGATIVE_INFINITY)).toBe(1);
  });

  it('falls without a step where one approximation gives over to the next', () => {
    for (const joint of [0.67448975, Math.sqrt(32)]) {
      for (let at = -200; at < 200; at += 1) {
        const z = joint * (1 + at * 1e-13);
        expect(normalSurvival(z * (1 + 1e-13))).toBeLessThanOrEqual(normalSurvival(z));
      }
    }
  });

  it.each([
    [0.975, 1.959963984540054],
    [0.9, 1.2815515655446004],
    [0.35, -0.38532046640756773],
    [1e-9, -5.9978070150076865],
  ])('has its quantile of %d at %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 11);
  });

  it('inverts its own distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999999, noNaN: true }), (p) => {
        expect(relative(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-10);
      }),
    );
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses NaN and shares outside 0 to 1', () => {
    expect(() => normalSurvival(Number.NaN)).toThrow(RangeError);
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

/** Share between 0 and `z`: Abramowitz & Stegun 26.2.11. */
function centralShare(z: number): number {
  let [term, sum] = [z, z];
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

describe('odds', () => {
  it('are undone by the logistic function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 0.9999, noNaN: true }), (p) => {
        expect(fromLogOdds(logOdds(p))).toBeCloseTo(p, 12);
      }),
    );
    expect(Number.isFinite(logOdds(0)) && Number.isFinite(logOdds(1))).toBe(true);
    expect(() => logOdds(Number.NaN)).toThrow(RangeError);
  });

  it('add up without overflow', () => {
    expect(logSumExp(1_000, 1_000)).toBeCloseTo(1_000 + Math.LN2, 12);
    expect(logSumExp(Number.NEGATIVE_INFINITY, 3)).toBe(3);
    expect(logSumExp(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(
      Number.NEGATIVE_INFINITY,
    );
  });
});
