import { describe, expect, test } from 'vitest';
import { fileCalendar, orderHistory, type Shop } from '#bench/models/data/shop.ts';
import { type Foreseen, nothingForeseen, OURS, say } from '#bench/models/foreseen.ts';
import type { Answered } from '#bench/models/kinds/customers.ts';
import { figureOf, together } from '#bench/models/piece.ts';
import type { ProtocolContext } from '#bench/models/protocol.ts';
import { buyingInFolds } from '#bench/models/protocols/buying-in-folds.ts';
import { foldedPiece, probabilityPieces } from '#bench/models/protocols/probability-pieces.ts';
import { assessDraws } from '#bench/models/small-shops.ts';

const context: ProtocolContext = { quick: true, say: () => undefined, path: (file) => file };

/** Rows of which every other came true, all told in words. */
function told(count: number, ours: (at: number) => number): Foreseen {
  const rows = nothingForeseen(30);
  for (let at = 0; at < count; at += 1) {
    rows.units.push(at);
    rows.outcomes.push(at % 2 === 0 ? 1 : 0);
    rows.evidence.push('enough');
    rows.toldIn.push('words');
    rows.known.push(2);
    say(rows, OURS, ours(at), { speaker: 'ours', isProbability: true });
    say(rows, 'share', 0.5, { isProbability: true });
    say(rows, 'recency', at);
  }
  return rows;
}

const inWords = (): Foreseen => told(10, (at) => 0.2 + at / 20);

const kindsOf = (pieces: Parameters<typeof together>[0]) =>
  together(pieces).parts.map(({ kind }) => kind);

test('a question that is told in words says what each word was worth', () => {
  const answered = { foreseen: [inWords()], microsPerUnit: 1 };
  const pieces = probabilityPieces(answered, [{ title: 'buys' }], context);
  expect(kindsOf(pieces)).toEqual(['probability', 'groups', 'words']);
  expect(together(pieces).targets.map(({ what }) => what)).toEqual([
    'buys, calibration error',
    'buys, error of words',
  ]);
});

test('a question that stands apart is shown to nobody, so it has no words', () => {
  const answered = { foreseen: [inWords()], microsPerUnit: 1 };
  const pieces = probabilityPieces(answered, [{ title: 'buys', apart: 'no pulse' }], context);
  expect(kindsOf(pieces)).toEqual(['probability', 'groups']);
  expect(together(pieces).targets).toMatchObject([{ apart: 'no pulse' }]);
});

test('draws of small shops say what their words were worth, all together', () => {
  const piece = assessDraws('shops', [inWords(), inWords()], { ranking: [], probability: 'share' });
  expect(kindsOf([piece])).toEqual(['probability', 'words']);
  expect(piece.parts[1]?.rows).toBe(20);
});

describe('cross-validation', () => {
  const START = 15_000;
  const shop: Shop = {
    calendar: fileCalendar(),
    histories: Array.from({ length: 60 }, (_, at) =>
      orderHistory(
        `C-${at}`,
        Array.from({ length: 1 + (at % 6) }, (_none, visit) => ({
          day: START + (at % 30) + visit * (20 + (at % 9)),
          amountMinor: 1_000,
          quantities: new Map(),
        })),
        'EUR',
      ),
    ),
  };
  const found = (seeds: readonly number[], quick = true) =>
    together(
      buyingInFolds(
        shop,
        {
          from: START + 90,
          horizonDays: 49,
          seeds,
          reference: ['cdnow-sample', '39 weeks'],
          rows: 60,
          positives: 0,
          plain: ['recency', 0.5],
          reach: { auc: 0.5, brier: 0.25 },
        },
        { ...context, quick },
      ),
    );

  test('knows the level of its months, so all is told in percent', () => {
    const { targets, parts } = found([0]);
    expect(parts[0]).toMatchObject({ rows: 60, inPercent: 1 });
    expect(targets.map(({ what }) => what)).toEqual([
      'buys in 7 weeks, 5-fold over 60 customers, AUC',
      'buys in 7 weeks, 5-fold over 60 customers, Brier',
      'buys in 7 weeks, 5-fold over 60 customers, calibration error',
    ]);
  });

  test('deals customers anew by each seed; in a hurry by the first alone', () => {
    const brier = (seeds: readonly number[], quick?: boolean) =>
      found(seeds, quick).targets[1]?.value ?? Number.NaN;
    const [first, second] = [brier([0]), brier([1])];
    expect(second).not.toBe(first);
    expect(brier([0, 1])).toBe(first);
    expect(brier([0, 1], false)).toBeCloseTo((first + second) / 2, 12);
  });
});

test('figures of cross-validation are means over the seeds by which customers are dealt', () => {
  const scored = (ours: (at: number) => number): Answered => ({
    foreseen: [told(20, ours)],
    microsPerUnit: 1,
  });
  const right = scored((at) => (at % 2 === 0 ? 1 : 0));
  const undecided = scored(() => 0.5);
  const piece = foldedPiece([right, undecided], { title: 'buys' }, context);
  const [part] = piece.parts;
  if (part === undefined) throw new Error('there is no table');
  expect(figureOf(part, OURS, 'auc')).toBe(0.75);
  expect(figureOf(part, OURS, 'brier')).toBe(0.125);
  expect(figureOf(part, 'recency', 'auc')).toBeCloseTo(0.45, 12);
  expect(part.inPercent).toBe(1);
  const [calibration] = piece.targets ?? [];
  expect(calibration?.value).toBe(figureOf(part, OURS, 'ece'));
});
