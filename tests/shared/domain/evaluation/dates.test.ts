import { describe, expect, it } from 'vitest';
import { bootstrap } from '#shared/domain/evaluation/bootstrap.ts';
import { concordance } from '#shared/domain/evaluation/concordance.ts';
import { errorsOf, shareWithin } from '#shared/domain/evaluation/errors.ts';
import { areaUnderCurve } from '#shared/domain/evaluation/ranking.ts';
import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';

describe('errorsOf', () => {
  it('says how far off, and to which side', () => {
    expect(errorsOf([10, 10, 10, 10], [10, 12, 3, 11])).toEqual({
      rows: 4,
      mae: 2.5,
      medianAe: 1.5,
      rmse: Math.sqrt((0 + 4 + 49 + 1) / 4),
      meanBias: 1,
      medianBias: -0.5,
    });
    expect(errorsOf([1, 5, 2], [0, 0, 0])?.medianAe).toBe(2);
  });

  it('is undefined without rows and refuses rows without an actual', () => {
    expect(errorsOf([], [])).toBeUndefined();
    expect(() => errorsOf([1], [])).toThrow(RangeError);
  });

  it('counts those within the limit, the limit included', () => {
    expect(shareWithin([0, 0, 0, 0], [7, -7, 8, 0], 7)).toBe(0.75);
  });
});

describe('concordance', () => {
  const actual = [1, 5, 9, 9];

  it('is 1 in the right order, 0 in the wrong one and a half when all are foreseen alike', () => {
    const came = [1, 1, 1, 0];
    expect(concordance({ foreseen: [2, 3, 4, 4], actual, came })).toBe(1);
    expect(concordance({ foreseen: [4, 3, 2, 2], actual, came })).toBe(0);
    expect(concordance({ foreseen: [7, 7, 7, 7], actual, came })).toBe(0.5);
  });

  it('compares nothing after a row that was not seen to end', () => {
    // The only event is the last: no later row exists to compare it with.
    expect(concordance({ foreseen: [1, 2], actual: [1, 5], came: [0, 1] })).toBeUndefined();
  });

  it('comes near the share over all comparable pairs and is the same twice', () => {
    const random = seededRandom(5);
    const days = Array.from({ length: 60 }, () => Math.floor(random() * 50));
    const rows = {
      foreseen: days.map((day) => day + 30 * random()),
      actual: days,
      came: days.map(() => (random() < 0.7 ? 1 : 0)),
    };
    const pairs = days.flatMap((dayA, a) =>
      days.flatMap((dayB, b) =>
        dayA < dayB && rows.came[a] === 1
          ? [(rows.foreseen[b] ?? 0) > (rows.foreseen[a] ?? 0) ? 1 : 0]
          : [],
      ),
    );
    const share = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
    expect(concordance(rows)).toBeCloseTo(share, 2);
    expect(concordance(rows)).toBe(concordance(rows));
    expect(concordance(rows, { pairs: 1_000, seed: 2 })).not.toBe(
      concordance(rows, { pairs: 1_000 }),
    );
  });
});

describe('bootstrap', () => {
  const mean = (values: readonly number[]) => (weights: Float64Array) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return total === 0
      ? undefined
      : values.reduce((s, v, at) => s + v * (weights[at] ?? 0), 0) / total;
  };

  it('spreads a mean by its standard error', () => {
    const values = Array.from({ length: 400 }, (_, at) => at % 20);
    const units = values.map((_, at) => at);
    const spread = bootstrap(units, mean(values), { draws: 400 });
    // Variance of 0 to 19 is 33.25.
    expect(spread?.sd).toBeCloseTo(Math.sqrt(33.25 / 400), 1);
    expect(spread?.low).toBeLessThan(9.5);
    expect(spread?.high).toBeGreaterThan(9.5);
  });

  it('draws whole units: rows of one unit that say the same do not narrow the spread', () => {
    const values = Array.from({ length: 400 }, (_, at) => (Math.floor(at / 20) % 2) * 10);
    const alone = bootstrap(
      values.map((_, at) => at),
      mean(values),
    );
    const together = bootstrap(
      values.map((_, at) => Math.floor(at / 20)),
      mean(values),
    );
    expect(together?.sd).toBeGreaterThan(3 * (alone?.sd ?? Number.POSITIVE_INFINITY));
  });

  it('is the same twice, and leaves out draws without a figure', () => {
    const judged = { scores: [0.1, 0.4, 0.35, 0.8], outcomes: [0, 0, 1, 1] };
    const figure = (weights: Float64Array) => areaUnderCurve({ ...judged, weights });
    expect(bootstrap([0, 1, 2, 3], figure)).toEqual(bootstrap([0, 1, 2, 3], figure));
    expect(bootstrap([0, 0, 0, 0], () => undefined)).toBeUndefined();
  });
});

describe('seededRandom', () => {
  it('is the published generator', () => {
    // The author's original in C, in its usual JavaScript form, gives these for seed 1.
    const random = seededRandom(1);
    expect([random(), random(), random()].map((x) => x.toFixed(10))).toEqual([
      '0.6270739406',
      '0.0027357212',
      '0.5274470400',
    ]);
  });
});
