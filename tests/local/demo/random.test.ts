import { describe, expect, it } from 'vitest';
import { randomFrom } from '#local/demo/random.ts';

const draws = (label: string, seed = 1): number[] => {
  const random = randomFrom(seed, label);
  return Array.from({ length: 20_000 }, () => random.uniform());
};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the demo’s random draws', () => {
  it('depend on the seed and the label alone', () => {
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
    expect(draws('a', 2)).not.toEqual(draws('a'));
  });

  it('are uniform from 0 to below 1', () => {
    const all = draws('uniform');
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThan(1);
    expect(mean(all)).toBeCloseTo(0.5, 1);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = all.filter((draw) => Math.floor(draw * 10) === tenth).length / all.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
    }
  });

  it('are independent between customers with neighbouring numbers', () => {
    const one = draws('C-0001');
    const two = draws('C-0002');
    const covariance = mean(one.map((draw, at) => (draw - 0.5) * ((two[at] ?? 0) - 0.5)));
    expect(Math.abs(covariance * 12)).toBeLessThan(0.03);
  });

  it('have the median, mean and spread they are asked for', () => {
    const random = randomFrom(1, 'shapes');
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
    const logs = Array.from({ length: 20_000 }, () => Math.log(random.logNormal(30, 0.5)));
    expect(Math.abs(mean(logs) - Math.log(30))).toBeLessThan(0.02);
    expect(mean(Array.from({ length: 20_000 }, () => random.exponential(3)))).toBeCloseTo(3, 0);
  });

  it('refuse to pick from nothing', () => {
    expect(() => randomFrom(1, 'x').pick([])).toThrow(RangeError);
  });
});
