import type { ToldIn } from '#shared/domain/forecasting/forecast.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import { percent } from './words.ts';

/** A probability, 0 to 1, and how people are told it. */
export type Told = { readonly probability: number; readonly toldIn: ToldIn };

/** For tables and lists with `wordsMeant` below them: `72 %`, or `likely` where that would not hold. */
export const chance = ({ probability, toldIn }: Told): string =>
  toldIn === 'percent' ? percent(probability) : likelihoodOf(probability).word;

/** For a sentence, which nothing explains below: `72 %`, or `likely (66 to 90 %)`. */
export const chanceInFull = (told: Told): string =>
  told.toldIn === 'percent' ? chance(told) : `${chance(told)} (${rangeOf(told)})`;

/** Before a verb, in a list as `chance`: `72 % likely`, or `likely`. */
export const likely = (told: Told): string =>
  told.toldIn === 'percent' ? `${chance(told)} likely` : chance(told);

/** Before a verb, in a sentence as `chanceInFull`: `72 % likely`, or `likely (66 to 90 %)`. */
export const likelyInFull = (told: Told): string =>
  told.toldIn === 'percent' ? likely(told) : chanceInFull(told);

/**
 * Sentences that say what the words of a table stand for, the likeliest first, and why there are
 * words; none where all is told in percent.
 */
export function wordsMeant(shown: readonly Told[]): string[] {
  const inWords = shown.filter(({ toldIn }) => toldIn === 'words');
  if (inWords.length === 0) return [];
  const meanings = inWords
    .toSorted((a, b) => b.probability - a.probability)
    .map((told) => `${chance(told)}: ${rangeOf(told)}`);
  return [`${[...new Set(meanings)].join('; ')}.`, WHY_IN_WORDS];
}

/** A shop learns its season when it has lived through fourteen months; see `learnSeason`. */
export const WHY_IN_WORDS =
  'In words where a number in percent would not hold: what the days ahead will do to all ' +
  'customers alike is not known well enough. The shop may be younger than 14 months, and no season ' +
  'is learned of single products.';

/** For machines: beside the probability, if there is one, the word that stands for it. */
export const withLikelihood = <Row extends { readonly probability: number | null }>(row: Row) => ({
  ...row,
  likelihood: row.probability === null ? null : likelihoodOf(row.probability).word,
});

function rangeOf({ probability }: Told): string {
  const { from, to } = likelihoodOf(probability);
  return `${Math.round(from * 100)} to ${percent(to)}`;
}
