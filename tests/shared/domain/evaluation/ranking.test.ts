import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byScore, tally } from '#shared/domain/evaluation/judged.ts';
import {
  areaUnderCurve,
  averagePrecision,
  capturedShare,
  gainCurve,
  lift,
} from '#shared/domain/evaluation/ranking.ts';

/** The example of scikit-learn's documentation: AUC 0.75, average precision 0.83. */
const published = { scores: [0.1, 0.4, 0.35, 0.8], outcomes: [0, 0, 1, 1] };

describe('areaUnderCurve', () => {
  it('has the published value', () => {
    expect(areaUnderCurve(published)).toBe(0.75);
  });

  it('counts equal scores half', () => {
    expect(areaUnderCurve({ scores: [0.5, 0.5, 0.5], outcomes: [1, 0, 0] })).toBe(0.5);
    // Pairs: (0.9, 0.5) won, (0.9, 0.2) won, (0.5, 0.5) half, (0.5, 0.2) won.
    expect(areaUnderCurve({ scores: [0.9, 0.5, 0.5, 0.2], outcomes: [1, 1, 0, 0] })).toBe(3.5 / 4);
  });

  it('is undefined when it happened to all or to none', () => {
    expect(areaUnderCurve({ scores: [0.1, 0.2], outcomes: [1, 1] })).toBeUndefined();
    expect(areaUnderCurve({ scores: [0.1, 0.2], outcomes: [0, 0] })).toBeUndefined();
  });

  it('counts a row as often as its weight says', () => {
    const twice = { scores: [0.1, 0.4, 0.35, 0.35, 0.8], outcomes: [0, 0, 1, 1, 1] };
    expect(areaUnderCurve({ ...published, weights: [1, 1, 2, 1] })).toBe(areaUnderCurve(twice));
    expect(areaUnderCurve({ ...published, weights: [1, 0, 1, 1] })).toBe(1);
  });

  it('is the share of pairs in the right order, whatever the scores', () => {
    const row = fc.record({ score: fc.integer({ min: 0, max: 9 }), happened: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const judged = {
          scores: rows.map(({ score }) => score),
          outcomes: rows.map(({ happened }) => (happened ? 1 : 0)),
        };
        const won = rows.flatMap((a) =>
          rows
            .filter((b) => a.happened && !b.happened)
            .map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
        );
        const share = won.reduce<number>((sum, one) => sum + one, 0) / won.length;
        const found = areaUnderCurve(judged);
        if (won.length === 0) expect(found).toBeUndefined();
        else expect(found).toBeCloseTo(share, 12);
      }),
    );
  });

  it('is the same with the order handed in', () => {
    expect(areaUnderCurve(published, byScore(published.scores))).toBe(0.75);
  });

  it('refuses scores without outcomes', () => {
    expect(() => areaUnderCurve({ scores: [0.1, 0.2], outcomes: [1] })).toThrow(
      'scores, outcomes and weights must be of the same number, got 2, 1, none',
    );
  });
});

describe('averagePrecision', () => {
  it('has the published value', () => {
    expect(averagePrecision(published)).toBeCloseTo(0.8333, 4);
  });

  it('takes equal scores as one step', () => {
    // All four at once: precision 0.5 when both are found.
    expect(averagePrecision({ scores: [1, 1, 1, 1], outcomes: [1, 0, 1, 0] })).toBe(0.5);
  });

  it('is undefined when nothing happened', () => {
    expect(averagePrecision({ scores: [1, 2], outcomes: [0, 0] })).toBeUndefined();
  });
});

describe('lift', () => {
  const ten = { scores: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], outcomes: [1, 1, 0, 0, 0, 0, 0, 0, 0, 0] };

  it('compares the top share with all', () => {
    expect(lift(ten, 0.1)).toBe(5);
    expect(lift(ten, 0.2)).toBe(5);
    expect(lift(ten, 0.4)).toBe(2.5);
    expect(lift(ten, 1)).toBe(1);
  });

  it('counts equal scores at the limit in part', () => {
    expect(capturedShare({ ...ten, scores: Array(10).fill(1) }, 0.1)).toBeCloseTo(0.1, 12);
  });

  it('draws the gain from nothing to all', () => {
    expect(gainCurve(ten, 5)).toEqual([
      { rows: 0, happened: 0 },
      { rows: 0.2, happened: 1 },
      { rows: 0.4, happened: 1 },
      { rows: 0.6, happened: 1 },
      { rows: 0.8, happened: 1 },
      { rows: 1, happened: 1 },
    ]);
    expect(gainCurve({ scores: [1], outcomes: [0] })).toEqual([]);
  });

  it('refuses a share of nothing', () => {
    expect(() => lift(ten, 0)).toThrow('a share must lie above 0 and up to 1, got 0');
  });
});

describe('tally', () => {
  it('counts rows and what happened by weight', () => {
    expect(tally({ scores: [1, 2], outcomes: [1, 0], weights: [3, 2] })).toEqual({
      rows: 5,
      happened: 3,
    });
  });
});
