import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DateExamples,
  fitMedianLine,
} from '#shared/domain/forecasting/training/learn-dates-fit.ts';
import { seeded } from '../build-fold.ts';

const NONE = { intercept: 0, weights: [0] };

/** Points [input, target, weight] of one input. */
const pointsOf = (points: readonly (readonly [number, number, number?])[]): DateExamples => ({
  rows: points.length,
  columns: 1,
  inputs: Float64Array.from(points, ([input]) => input),
  targets: Float64Array.from(points, ([, target]) => target),
  weights: Float64Array.from(points, ([, , weight = 1]) => weight),
});

describe('a median line', () => {
  it('goes through the points that lie on it, however far off every fifth one is', () => {
    const points = Array.from({ length: 50 }, (_, x): [number, number] => [
      x,
      x % 5 === 0 ? 1_000 * x : 3 + 2 * x,
    ]);
    const { intercept, weights } = fitMedianLine(pointsOf(points), { ridge: 0, centre: NONE });
    expect(intercept).toBeCloseTo(3, 1);
    expect(weights[0]).toBeCloseTo(2, 2);
  });

  it('has half of the weight above it', () => {
    const random = seeded(3);
    const points = Array.from({ length: 400 }, (): [number, number, number] => {
      const x = random();
      const late = -2 * Math.log(random());
      return [x, x + late, late > 1 ? 3 : 0.5];
    });
    const line = fitMedianLine(pointsOf(points), { ridge: 0, centre: NONE });
    const weigh = (some: typeof points): number => some.reduce((sum, [, , each]) => sum + each, 0);
    const above = points.filter(([x, y]) => y > line.intercept + (line.weights[0] ?? 0) * x);
    expect(weigh(above) / weigh(points)).toBeGreaterThan(0.49);
    expect(weigh(above) / weigh(points)).toBeLessThan(0.51);
  });

  it('keeps to the centre in what spreads less than is asked for', () => {
    const points = Array.from({ length: 41 }, (_, x): [number, number] => [
      (x - 20) / 1_000,
      5 + (x - 20) / 10,
    ]);
    const weightAt = (leastSd: number): number =>
      fitMedianLine(pointsOf(points), {
        ridge: 20,
        centre: { intercept: 0, weights: [2] },
        leastSd,
      }).weights[0] ?? Number.NaN;
    expect(weightAt(0)).toBeGreaterThan(50);
    expect(weightAt(0.2)).toBeLessThan(10);
    const alike = pointsOf(points.map(([, target]) => [0.5, target]));
    const pull = { ridge: 20, centre: { intercept: 0, weights: [2] }, leastSd: 0.2 };
    expect(fitMedianLine(alike, pull).weights[0]).toBeCloseTo(2, 9);
    expect(fitMedianLine(alike, pull).intercept).toBeCloseTo(4, 1);
  });

  it('believes the centre the more, the stronger the ridge, but finds its own level', () => {
    const points = Array.from({ length: 41 }, (_, x): [number, number] => [x - 20, 5 + (x - 20)]);
    const weightAt = (ridge: number): number =>
      fitMedianLine(pointsOf(points), { ridge, centre: { intercept: 0, weights: [-3] } })
        .weights[0] ?? Number.NaN;
    expect(weightAt(0)).toBeCloseTo(1, 4);
    expect(weightAt(20)).toBeLessThan(weightAt(1));
    expect(weightAt(1e9)).toBeCloseTo(-3, 4);
    const far = fitMedianLine(pointsOf(points), {
      ridge: 1e9,
      centre: { intercept: 0, weights: [-3] },
    });
    expect(far.intercept).toBeCloseTo(5, 1);
  });

  it('moves as its targets do', () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 5, maxLength: 30 }), (points) => {
        const ridge = { ridge: 1, centre: NONE };
        const line = fitMedianLine(pointsOf(points), ridge);
        const moved = fitMedianLine(pointsOf(points.map(([x, y]) => [x, y + 7])), {
          ridge: 1,
          centre: { intercept: 7, weights: [0] },
        });
        expect(moved.intercept).toBeCloseTo(line.intercept + 7, 6);
        expect(moved.weights[0]).toBeCloseTo(line.weights[0] ?? Number.NaN, 6);
      }),
    );
  });

  it('gives no weight to an input that never changes, and refuses to learn from nothing', () => {
    const line = fitMedianLine(pointsOf([3, 4, 5].map((target) => [2, target])), {
      ridge: 1,
      centre: { intercept: 0, weights: [9] },
    });
    expect(line.weights).toEqual([0]);
    expect(line.intercept).toBeCloseTo(4, 3);
    expect(() => fitMedianLine(pointsOf([]), { ridge: 1, centre: NONE })).toThrow(/no example/);
  });
});
