import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  basisSize,
  quantileKnots,
  splineBasis,
} from '#shared/domain/forecasting/statistics/spline-basis.ts';

const knots = [0, 1, 3, 4, 7];

function basisAt(value: number): Float64Array {
  const into = new Float64Array(basisSize(knots));
  splineBasis(value, knots, into, 0);
  return into;
}

it('is the Bernstein basis between two knots', () => {
  const into = new Float64Array(4);
  splineBasis(0.25, [0, 1], into, 0);
  const bernstein = [0.75 ** 3, 3 * 0.25 * 0.75 ** 2, 3 * 0.25 ** 2 * 0.75, 0.25 ** 3];
  expect([...into]).toEqual(bernstein.map((value) => expect.closeTo(value, 12)));
});

it('adds up to 1 and is nowhere below 0', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 12, noNaN: true }), (value) => {
      const basis = basisAt(value);
      expect(basis.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
      expect(Math.min(...basis)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it('is smooth at a knot: value, slope and curvature are the same from either side', () => {
  const step = 1e-3;
  for (const knot of [1, 3, 4]) {
    for (let part = 0; part < basisSize(knots); part += 1) {
      const at = (value: number) => basisAt(value)[part] ?? Number.NaN;
      const before = (at(knot) - 2 * at(knot - step) + at(knot - 2 * step)) / step ** 2;
      const after = (at(knot) - 2 * at(knot + step) + at(knot + 2 * step)) / step ** 2;
      expect(before).toBeCloseTo(after, 1);
    }
  }
});

it('draws a straight line exactly: through the means of neighbouring knots', () => {
  const padded = [0, 0, 0, ...knots, 7, 7, 7];
  const heights = Array.from({ length: basisSize(knots) }, (_, part) =>
    [1, 2, 3].reduce((sum, next) => sum + (padded[part + next] ?? 0) / 3, 0),
  );
  for (const value of [0, 0.3, 1, 2.2, 3.5, 6.9, 7]) {
    const line = basisAt(value).reduce((sum, part, at) => sum + part * (heights[at] ?? 0), 0);
    expect(line).toBeCloseTo(value, 12);
  }
});

it('stands still beyond the outer knots', () => {
  expect(basisAt(-100)).toEqual(basisAt(0));
  expect(basisAt(100)).toEqual(basisAt(7));
});

it('writes only its own columns', () => {
  const into = new Float64Array(9).fill(9);
  splineBasis(2, knots, into, 1);
  expect([into[0], into[8]]).toEqual([9, 9]);
});

it('sets knots at quantiles, each once', () => {
  const hundred = Array.from({ length: 101 }, (_, value) => value);
  expect(quantileKnots(hundred, 6)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(quantileKnots([1, 1, 1, 1, 1, 2], 6)).toEqual([1, 2]);
  expect(quantileKnots([5, 5], 6)).toEqual([5]);
});
