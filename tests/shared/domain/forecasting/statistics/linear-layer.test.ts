import { expect, it } from 'vitest';
import {
  contributions,
  layerValue,
  typicalValue,
} from '#shared/domain/forecasting/statistics/linear-layer.ts';

const layer = {
  intercept: -1,
  inputs: { silence: [-0.5, 2], visits: [0.25, 1] },
} satisfies Parameters<typeof layerValue>[0];

it('adds up weights times inputs', () => {
  expect(layerValue(layer, { silence: 4, visits: 8, stranger: 99 })).toBe(-1);
});

it('splits its value into what a typical customer has and one contribution an input', () => {
  const inputs = { silence: 6, visits: 5 };
  const parts = contributions(layer, inputs);
  expect(parts).toEqual([
    { input: 'silence', value: -2 },
    { input: 'visits', value: 1 },
  ]);
  const sum = parts.reduce((total, { value }) => total + value, typicalValue(layer));
  expect(sum).toBeCloseTo(layerValue(layer, inputs), 12);
});

it('names an input that it does not get', () => {
  expect(() => layerValue(layer, { silence: 1 })).toThrow('visits');
});
