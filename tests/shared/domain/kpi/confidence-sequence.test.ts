import { describe, expect, it } from 'vitest';
import { type Arm, boundaryFactor, effectOf } from '#shared/domain/kpi/confidence-sequence.ts';

/** `customers` of whom `buyers` bought. */
const arm = (customers: number, buyers: number): Arm => ({
  customers,
  sum: buyers,
  sumSquared: buyers,
});

/** Numbers between 0 and 1 that look random and are the same every time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the boundary', () => {
  it('is the one of the equation, worked out by hand', () => {
    // alpha 0.05: -2 ln alpha = 5.991465, ln(6.991465) = 1.944690, so rho² = 0.007936155.
    // n 1,000: n rho² = 7.936155; sqrt(8.936155 / 7.936155 * ln(8.936155 / 0.0025)) = 3.0353.
    expect(boundaryFactor(1_000)).toBeCloseTo(3.0353, 3);
  });

  it('is always wider than an interval that may be looked at once', () => {
    for (const n of [1, 10, 100, 1_000, 10_000, 1_000_000]) {
      expect(boundaryFactor(n)).toBeGreaterThan(1.96);
    }
  });

  it('refuses to speak about no observations', () => {
    expect(() => boundaryFactor(0)).toThrow(RangeError);
    expect(() => boundaryFactor(Number.NaN)).toThrow(RangeError);
  });
});

describe('the effect', () => {
  it('is the difference of the means, with bounds of standard errors times the boundary', () => {
    const effect = effectOf(arm(800, 400), arm(200, 60));
    // Variances 0.25 and 0.21: standard error sqrt(0.25 / 800 + 0.21 / 200) = 0.0369121.
    expect(effect?.difference).toBeCloseTo(0.2, 12);
    expect(effect?.high).toBeCloseTo(0.2 + 0.0369121 * 3.0353, 4);
    expect(effect?.low).toBeCloseTo(0.2 - 0.0369121 * 3.0353, 4);
  });

  it('is not told with fewer than 20 customers in an arm', () => {
    expect(effectOf(arm(800, 400), arm(19, 6))).toBeUndefined();
    expect(effectOf(arm(19, 6), arm(800, 400))).toBeUndefined();
    expect(effectOf(arm(20, 6), arm(20, 5))).toBeDefined();
  });

  it('is not told when an arm shows no spread, as that would look like certainty', () => {
    expect(effectOf(arm(500, 500), arm(50, 20))).toBeUndefined();
    expect(effectOf(arm(500, 200), arm(50, 0))).toBeUndefined();
  });

  it('refuses sums that no customers can have', () => {
    expect(() => effectOf(arm(-1, 0), arm(50, 20))).toThrow(RangeError);
    expect(() => effectOf(arm(50, Number.NaN), arm(50, 20))).toThrow(RangeError);
  });
});

it('misses no effect of zero in at most one of twenty experiments looked at after every customer', () => {
  const random = numbersFrom(7);
  const experiments = 400;
  const missed = { sequence: 0, oneLook: 0 };
  for (let experiment = 0; experiment < experiments; experiment += 1) {
    const found = lookAtEveryCustomer(random);
    if (found.sequence) missed.sequence += 1;
    if (found.oneLook) missed.oneLook += 1;
  }
  expect(missed.sequence / experiments).toBeLessThanOrEqual(0.05);
  // The usual interval, looked at as often, cries wolf far more: this is what we guard against.
  expect(missed.oneLook / experiments).toBeGreaterThan(0.2);
});

/** Both arms buy with probability 0.4; tells whether any look found a difference. */
function lookAtEveryCustomer(random: () => number): { sequence: boolean; oneLook: boolean } {
  const treated = { customers: 0, buyers: 0 };
  const control = { customers: 0, buyers: 0 };
  const found = { sequence: false, oneLook: false };
  for (let n = 0; n < 2_000; n += 1) {
    const group = random() < 0.2 ? control : treated;
    group.customers += 1;
    if (random() < 0.4) group.buyers += 1;
    const effect = effectOf(
      arm(treated.customers, treated.buyers),
      arm(control.customers, control.buyers),
    );
    if (effect === undefined) continue;
    if (effect.low > 0 || effect.high < 0) found.sequence = true;
    const standardError = (effect.high - effect.difference) / boundaryFactor(n + 1);
    if (Math.abs(effect.difference) > 1.96 * standardError) found.oneLook = true;
  }
  return found;
}
