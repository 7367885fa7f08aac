import { brierScore } from '#shared/domain/evaluation/probability-score.ts';
import { areaUnderCurve } from '#shared/domain/evaluation/ranking.ts';
import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';
import { assessProbability } from './assess-probability.ts';
import { wordsParts } from './assess-words.ts';
import { shuffled } from './data/cross-validation.ts';
import type { Shop } from './data/shop.ts';
import { type Foreseen, type Method, OURS } from './foreseen.ts';
import { joinedRows } from './kinds/customers.ts';
import { calibrationTargets, type Piece } from './piece.ts';
import { atLeast, atMost } from './targets.ts';

/** Customers of a small shop. */
const CUSTOMERS = 30;
const SEED = 30;
/** Two-sided 95 %. */
const NOISE = 1.96;

/** Small shops: each draw is a shop of 30 customers which knows of no others. */
export function smallShops({ calendar, histories }: Shop, draws: number): Shop[] {
  const random = seededRandom(SEED);
  return Array.from({ length: draws }, () => ({
    calendar,
    histories: shuffled(histories, random).slice(0, CUSTOMERS),
  }));
}

/**
 * What became of all draws: pooled figures, and per draw how much better ours is than the plain
 * rules. Worse than a plain rule is what is worse by more than noise: mean of the differences beyond
 * 1.96 of its standard errors.
 */
export function assessDraws(
  title: string,
  draws: readonly Foreseen[],
  plain: { readonly ranking: readonly string[]; readonly probability: string },
): Piece {
  const pooled = joinedRows(draws);
  const units = draws.flatMap(({ outcomes }, draw) => outcomes.map(() => draw));
  const part = assessProbability(title, { ...pooled, units }, { draws: 0 });
  const ranked = plain.ranking.map((rule) => ({
    rule,
    gain: differences(draws, rule, (ours, other) => less(auc(other), auc(ours))),
  }));
  const brierLoss = differences(draws, plain.probability, (ours, other) =>
    less(brierScore(other), brierScore(ours)),
  );
  return {
    parts: [part, ...wordsParts(title, pooled)],
    targets: [
      ...calibrationTargets(title, pooled),
      ...ranked.map(({ rule, gain }) =>
        atLeast(`${title}: AUC less that of ${rule}, mean of draws`, gain.mean, {
          reach: -gain.noise,
          aim: 0,
        }),
      ),
      atMost(`${title}: Brier less that of ${plain.probability}, mean of draws`, brierLoss.mean, {
        reach: brierLoss.noise,
        aim: 0,
      }),
    ],
    notes: [
      ...ranked.map(({ rule, gain }) => `${title}: AUC of ours less ${rule} ${said(gain)}`),
      `${title}: Brier of ours less ${plain.probability} ${said(brierLoss)}`,
    ],
  };
}

type Differences = { readonly mean: number; readonly noise: number; readonly sd: number };

function differences(
  draws: readonly Foreseen[],
  rule: string,
  difference: (ours: JudgedRows, other: JudgedRows) => number | undefined,
): Differences {
  const found = draws.flatMap(({ methods, outcomes }) => {
    const [ours, other] = [methods.get(OURS), methods.get(rule)];
    if (ours === undefined || other === undefined) return [];
    return difference(judged(ours, outcomes), judged(other, outcomes)) ?? [];
  });
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const squares = found.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (found.length - 1));
  return { mean, sd, noise: (NOISE * sd) / Math.sqrt(found.length) };
}

type JudgedRows = { readonly scores: readonly number[]; readonly outcomes: readonly number[] };

const judged = ({ scores }: Method, outcomes: readonly number[]): JudgedRows => ({
  scores,
  outcomes,
});

const auc = (rows: JudgedRows): number | undefined => areaUnderCurve(rows);

const less = (other: number | undefined, ours: number | undefined): number | undefined =>
  ours === undefined || other === undefined ? undefined : ours - other;

const said = ({ mean, sd, noise }: Differences): string =>
  `${mean >= 0 ? '+' : ''}${mean.toFixed(4)} ± ${noise.toFixed(4)} (sd over draws ${sd.toFixed(4)})`;
