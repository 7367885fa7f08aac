import { describe, expect, test } from 'vitest';
import { assessAmounts } from '#bench/models/assess-amounts.ts';
import { assessDates, dateGroups } from '#bench/models/assess-dates.ts';
import {
  assessGroups,
  assessProbability,
  errorAsNumbers,
  shareInPercent,
  shownError,
} from '#bench/models/assess-probability.ts';
import { errorOfWords, wordsParts, wordsTold } from '#bench/models/assess-words.ts';
import { foldsOf, shuffled } from '#bench/models/data/cross-validation.ts';
import { type Foreseen, nothingForeseen, OURS, say } from '#bench/models/foreseen.ts';
import { joinedRows } from '#bench/models/kinds/customers.ts';
import type { DatedForeseen } from '#bench/models/kinds/dates.ts';
import { calibrationTargets, figureOf } from '#bench/models/piece.ts';
import { referenceRows } from '#bench/models/references.ts';
import { isSame, type Target, verdictOf } from '#bench/models/result.ts';
import { assessDraws } from '#bench/models/small-shops.ts';
import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';

function rowsOf(said: readonly (readonly [score: number, happened: 0 | 1])[]): Foreseen {
  const rows = nothingForeseen(14);
  for (const [at, [score, happened]] of said.entries()) {
    rows.units.push(at);
    rows.outcomes.push(happened);
    rows.evidence.push(at === 0 ? 'none' : 'enough');
    rows.toldIn.push('percent');
    rows.known.push(at + 1);
    say(rows, OURS, score, { speaker: 'ours', isProbability: true });
    say(rows, 'recency', -score);
  }
  return rows;
}
/** The same with these rows told in words. */
const inWords = (rows: Foreseen, which: readonly number[]): Foreseen => ({
  ...rows,
  toldIn: rows.toldIn.map((_, at) => (which.includes(at) ? 'words' : 'percent')),
});

const four = rowsOf([
  [0.1, 0],
  [0.4, 0],
  [0.35, 1],
  [0.8, 1],
]);

describe('what becomes of probabilities', () => {
  test('is told of every method, calibration only of probabilities', () => {
    const part = assessProbability('bought', four, { draws: 20 });
    expect(part).toMatchObject({ rows: 4, positives: 2, evidence: { none: 0.25, enough: 0.75 } });
    expect(figureOf(part, OURS, 'auc')).toBe(0.75);
    expect(figureOf(part, OURS, 'brier')).toBeCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, 12);
    expect(figureOf(part, 'recency', 'auc')).toBe(0.25);
    expect(figureOf(part, 'recency', 'brier')).toBeUndefined();
    expect(part.methods[0]?.spread?.['auc']?.sd).toBeGreaterThan(0);
    expect(part.methods[1]?.spread).toBeUndefined();
  });

  test('is told by evidence and by orders', () => {
    const groups = assessGroups('bought', four, OURS).methods;
    expect(groups.map(({ method, figures }) => [method, figures['n']])).toEqual([
      ['evidence none', 1],
      ['evidence enough', 3],
      ['1 order', 1],
      ['2 orders', 1],
      ['3 to 4 orders', 2],
    ]);
  });

  test('counts as shown only what has evidence', () => {
    const off = rowsOf([
      [0.9, 0],
      [1, 1],
      [1, 1],
    ]);
    expect(shownError(off, OURS)?.error).toBe(0);
    expect(assessProbability('x', off, { draws: 0 }).methods[0]?.figures['ece']).toBeCloseTo(
      0.3,
      9,
    );
  });

  test('counts as a number only what is told in percent', () => {
    const half = inWords(
      rowsOf([
        [0.5, 0],
        [0.7, 0],
        [1, 1],
        [1, 1],
      ]),
      [1],
    );
    expect(shownError(half, OURS)?.error).toBe(0);
    expect(errorAsNumbers(half, OURS)?.error).toBeCloseTo(0.7 / 3, 9);
    const { figures = {} } = assessProbability('x', half, { draws: 0 }).methods[0] ?? {};
    expect(figures['eceInPercent']).toBe(0);
    expect(figures['ece']).toBeGreaterThan(0.1);
    expect(shareInPercent(half)).toBeCloseTo(2 / 3, 12);
    expect(assessProbability('x', half, { draws: 0 }).inPercent).toBeCloseTo(2 / 3, 12);
    expect(shareInPercent(rowsOf([[0.5, 0]]))).toBeUndefined();
  });

  test('of several answers is told together, with units of their own', () => {
    const both = joinedRows([four, four]);
    expect(both.units).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(both.methods.get(OURS)?.scores).toHaveLength(8);
    expect(both.toldIn).toHaveLength(8);
  });
});

describe('what becomes of words', () => {
  const said = inWords(
    rowsOf([
      [0.95, 0],
      [0.2, 1],
      [0.3, 0],
      [0.7, 1],
      [0.8, 1],
      [0.9, 0],
    ]),
    [0, 1, 2, 3, 4],
  );

  test('is how often each came true, without what was not shown or was a number', () => {
    expect(wordsTold(said)).toEqual([
      { word: 'unlikely', from: 0.1, to: 0.33, rows: 2, foreseen: 0.25, happened: 0.5 },
      { word: 'likely', from: 0.66, to: 0.9, rows: 2, foreseen: 0.75, happened: 1 },
    ]);
    expect(wordsParts('buys', said)[0]).toMatchObject({ kind: 'words', rows: 4 });
    expect(wordsParts('buys', four)).toEqual([]);
  });

  test('is how far what happened lies outside of what they stand for', () => {
    expect(errorOfWords(wordsTold(said))).toBeCloseTo((0.17 + 0.1) / 2, 12);
    expect(errorOfWords([])).toBeUndefined();
  });

  test('has to be reached beside the calibration error of what is a number', () => {
    const [numbers, words] = calibrationTargets('buys', said);
    expect(numbers).toMatchObject({
      what: 'buys, calibration error',
      value: expect.closeTo(0.9, 9),
      share: 0.2,
    });
    expect(words).toMatchObject({ what: 'buys, error of words', share: 0.8 });
    const [none, all] = calibrationTargets('buys', inWords(said, [0, 1, 2, 3, 4, 5]));
    expect(none).toMatchObject({ value: undefined, asNumber: expect.closeTo(0.5, 9) });
    expect(none && verdictOf(none)).toBe('in words');
    expect(all).toMatchObject({ share: 1 });
    expect(calibrationTargets('buys', four)).toHaveLength(1);
    const [apart] = calibrationTargets('buys', said, 'shown to nobody');
    expect(apart).toMatchObject({ apart: 'shown to nobody', value: expect.closeTo(0.5, 9) });
  });
});

describe('what becomes of dates', () => {
  const rows: DatedForeseen = {
    windowDays: 60,
    units: [0, 1, 2],
    actual: [10, 20, 60],
    came: [1, 1, 0],
    evidence: ['enough', 'thin', 'none'],
    known: [3, 5, 12],
    low: [5, 21, Number.NaN],
    high: [15, 40, Number.NaN],
    methods: new Map([
      [OURS, { speaker: 'ours', days: [12, 17, Number.NaN] }],
      ['mean interval', { speaker: 'plain', days: [30, 20, 10] }],
    ]),
  };

  test('counts errors of dates that came, and the order of all', () => {
    const part = assessDates('next', rows, { draws: 0 });
    expect(part.methods[0]?.figures).toMatchObject({ dated: 2, mae: 2.5, bias: -0.5, within7: 1 });
    expect(part.methods[0]?.figures['coverage80']).toBe(0.5);
    expect(part.methods[0]?.figures['cIndex']).toBe(1);
    expect(part.methods[1]?.figures).toMatchObject({ dated: 3, mae: 10, cIndex: 0 });
  });

  test('says nothing of dates where there are none', () => {
    const none = dateGroups('next', rows).methods.find(({ method }) => method === 'evidence none');
    expect(none?.figures).toEqual({ n: 1, dated: 0 });
  });
});

describe('what becomes of amounts', () => {
  test('is how far off, and how much in all', () => {
    const part = assessAmounts('purchases', {
      actual: [0, 2, 4],
      methods: [{ method: OURS, speaker: 'ours', foreseen: [1, 2, 2] }],
    });
    expect(part.methods[0]?.figures).toEqual({ rmse: Math.sqrt(5 / 3), mae: 1, total: 5 });
  });
});

describe('targets and checks', () => {
  const target: Target = { what: 'AUC', value: 0.75, better: 'higher', reach: 0.74, aim: 0.76 };

  test('are reached from the figure on, above or below as it is better', () => {
    expect(verdictOf(target)).toBe('reached');
    expect(verdictOf({ ...target, value: 0.7399 })).toBe('missed');
    expect(verdictOf({ ...target, value: 0.76 })).toBe('aim');
    const error: Target = { ...target, better: 'lower', reach: 11.4, aim: 11.37 };
    expect(verdictOf({ ...error, value: 11.5 })).toBe('missed');
    expect(verdictOf({ ...error, value: 11.4 })).toBe('reached');
    expect(verdictOf({ ...error, value: 11 })).toBe('aim');
    expect(verdictOf({ ...target, value: undefined })).toBe('missed');
  });

  test('prove the same split within the tolerance', () => {
    const check = { what: 'rows', expected: 2_357, found: 2_357, tolerance: 0 };
    expect(isSame(check)).toBe(true);
    expect(isSame({ ...check, found: 2_356 })).toBe(false);
    expect(isSame({ ...check, found: undefined })).toBe(false);
  });

  test('stand beside what others reach', () => {
    const rows = referenceRows('uk-pairs', '7 days');
    expect(rows.find(({ method }) => method === 'count')?.figures['auc']).toBe(0.6527);
    expect(() => referenceRows('uk-pairs', '8 days')).toThrow(
      'no reference for 8 days of uk-pairs',
    );
  });
});

describe('draws of small shops', () => {
  test('are worse than a plain rule when they are worse by more than noise', () => {
    const wrong = Array.from({ length: 30 }, (_, draw) =>
      rowsOf([
        [0.9, 0],
        [0.8, draw % 3 === 0 ? 1 : 0],
        [0.2, 1],
      ]),
    );
    for (const rows of wrong) {
      for (const _row of rows.outcomes) say(rows, 'share', 0.5, { isProbability: true });
    }
    const plain = { ranking: ['recency'], probability: 'share' };
    const { targets = [] } = assessDraws('shops', wrong, plain);
    expect(targets.map(verdictOf)).toEqual(['missed', 'missed', 'missed']);
    const right = wrong.map((rows) => ({ ...rows, outcomes: [1, 1, 0] }));
    const better = assessDraws('shops', right, plain).targets ?? [];
    expect(better.slice(1).map(verdictOf)).toEqual(['aim', 'aim']);
  });
});

describe('cross-validation', () => {
  const items = Array.from({ length: 23 }, (_, at) => at);

  test('puts every item into the test once and never into its own training', () => {
    const splits = foldsOf(items, 5, 0);
    const tested = splits.flatMap(({ test }) => test);
    expect(tested.toSorted((a, b) => a - b)).toEqual(items);
    for (const { train, test } of splits) {
      expect(train).toHaveLength(items.length - test.length);
      expect(train.filter((item) => test.includes(item))).toEqual([]);
    }
  });

  test('keeps the share of each stratum and differs by seed', () => {
    const isRare = (item: number): boolean => item < 5;
    for (const { test } of foldsOf(items, 5, 1, isRare)) {
      expect(test.filter(isRare)).toHaveLength(1);
    }
    expect(foldsOf(items, 5, 1)).toEqual(foldsOf(items, 5, 1));
    expect(foldsOf(items, 5, 2)).not.toEqual(foldsOf(items, 5, 1));
  });

  test('shuffles without losing anybody', () => {
    const dealt = shuffled(items, seededRandom(4));
    expect(dealt).not.toEqual(items);
    expect(dealt.toSorted((a, b) => a - b)).toEqual(items);
  });
});
