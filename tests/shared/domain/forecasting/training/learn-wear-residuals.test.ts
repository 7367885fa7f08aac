import { describe, expect, it } from 'vitest';
import { residualsOf } from '#shared/domain/forecasting/training/learn-wear-residuals.ts';

const MOST = 100;
/** Rows of which `expected` was foreseen by the trees and `outcome` came. */
const residuals = (rows: readonly (readonly [expected: number, outcome: number])[]) =>
  residualsOf(
    {
      line: new Float64Array(rows.length),
      bent: Float64Array.from(rows, ([expected]) => expected),
    },
    Float64Array.from(rows, ([, outcome]) => outcome),
    1,
    MOST,
  );
const evenly = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));

describe('how far remaining lives were off', () => {
  it('holds eight of ten of the lives around which they are', () => {
    const offs = evenly(-5, 5, 1_001);
    const [, low = 0, middle = 0, high = 0] =
      residuals(offs.map((off) => [30, 30 + off])).find(([upTo]) => upTo >= 30) ?? [];
    expect(low).toBeCloseTo(-4, 1);
    expect(middle).toBeCloseTo(0, 1);
    expect(high).toBeCloseTo(4, 1);
  });

  it('is not told by the moments at which nothing shows yet', () => {
    const early = evenly(95, 99, 900).map((expected): [number, number] => [expected, MOST]);
    const ended = evenly(60, 95, 100).map((outcome): [number, number] => [96, outcome]);
    const [, low = 0, , high = 0] = residuals([...early, ...ended]).at(-1) ?? [];
    expect(low).toBeLessThan(-30);
    expect(high).toBeGreaterThan(0);
  });

  it('is nothing where nothing was foreseen', () => {
    expect(residuals([[30, 32]])[0]).toEqual([12.5, 0, 0, 0]);
  });
});
