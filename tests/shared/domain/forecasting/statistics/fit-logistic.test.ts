import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitLogistic } from '#shared/domain/forecasting/statistics/fit-logistic.ts';

/** One binary input: 30 of 40 came true with it, 10 of 40 without. */
const twoByTwo = {
  rows: 80,
  columns: 1,
  inputs: Float64Array.from({ length: 80 }, (_, row) => (row < 40 ? 1 : 0)),
  outcomes: Float64Array.from({ length: 80 }, (_, row) => (row < 30 || row >= 70 ? 1 : 0)),
};

it('finds the log odds ratio of a two by two table', () => {
  const { intercept, weights } = fitLogistic(twoByTwo, { ridge: 0 });
  expect(intercept).toBeCloseTo(Math.log(10 / 30), 6);
  expect(weights[0]).toBeCloseTo(Math.log(3) - Math.log(1 / 3), 6);
});

it('is pulled to the centre by a strong ridge', () => {
  const centre = { intercept: 0, weights: [0.7] };
  const { weights } = fitLogistic(twoByTwo, { ridge: 1e9, centre });
  expect(weights[0]).toBeCloseTo(0.7, 5);
});

it('stays finite when the examples are separable', () => {
  const inputs = Float64Array.of(0, 1, 2, 3);
  const outcomes = Float64Array.of(0, 0, 1, 1);
  const { weights } = fitLogistic({ rows: 4, columns: 1, inputs, outcomes }, { ridge: 0.1 });
  expect(weights[0]).toBeGreaterThan(0);
  expect(Number.isFinite(weights[0])).toBe(true);
});

it('gives a constant input no weight', () => {
  const inputs = Float64Array.from({ length: 80 }, () => 5);
  expect(fitLogistic({ ...twoByTwo, inputs }, { ridge: 0.1 }).weights).toEqual([0]);
});

it('counts a row of weight two as two rows', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 4, maxLength: 20 }), (came) => {
      const rows = came.length;
      const inputs = Float64Array.from(came, (_, row) => (row * 7) % 5);
      const outcomes = Float64Array.from(came, Number);
      const weights = Float64Array.from(came, () => 2);
      const once = fitLogistic({ rows, columns: 1, inputs, outcomes, weights }, { ridge: 1 });
      const twice = fitLogistic(
        {
          rows: 2 * rows,
          columns: 1,
          inputs: Float64Array.from([...inputs, ...inputs]),
          outcomes: Float64Array.from([...outcomes, ...outcomes]),
        },
        { ridge: 1 },
      );
      expect(once.weights[0]).toBeCloseTo(twice.weights[0] ?? Number.NaN, 4);
    }),
  );
});

it('refuses no examples and inputs that are not numbers', () => {
  const nothing = {
    rows: 0,
    columns: 1,
    inputs: new Float64Array(),
    outcomes: new Float64Array(),
  };
  expect(() => fitLogistic(nothing, { ridge: 1 })).toThrow(RangeError);
  const inputs = Float64Array.of(Number.NaN);
  const broken = { rows: 1, columns: 1, inputs, outcomes: Float64Array.of(1) };
  expect(() => fitLogistic(broken, { ridge: 1 })).toThrow('input 0 of example 0');
});

it('finds the same weights from a centre that is far off, where a plain Newton step overshoots', () => {
  const near = fitLogistic(twoByTwo, { ridge: 1e-6 });
  const far = fitLogistic(twoByTwo, { ridge: 1e-6, centre: { intercept: 0, weights: [40] } });
  expect(far.weights[0]).toBeCloseTo(near.weights[0] ?? Number.NaN, 3);
  expect(far.intercept).toBeCloseTo(near.intercept, 3);
});

it('holds the inputs that are pulled more strongly closer to the centre', () => {
  const inputs = Float64Array.from({ length: 160 }, (_, at) => twoByTwo.inputs[at >> 1] ?? 0);
  const examples = { ...twoByTwo, columns: 2, inputs };
  const centre = { intercept: 0, weights: [1, 1] };
  const { weights } = fitLogistic(examples, { ridge: 1e-3, centre, strengths: [1e9, 1] });
  expect(weights[0]).toBeCloseTo(1, 5);
  expect(weights[1]).toBeCloseTo(2 * Math.log(3) - 1, 2);
});
