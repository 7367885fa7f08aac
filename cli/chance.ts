import type { ToldIn } from '#shared/domain/forecasting/forecast.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import { formatProbability } from '#shared/domain/format-probability.ts';
import type { CsvColumns } from './table.ts';
import { percent } from './words.ts';
import { wrapped } from './wrapped.ts';

/** A probability, 0 to 1, and how people are told it. */
export type Told = { readonly probability: number; readonly toldIn: ToldIn };

/** For tables and lists with `legend` below them: `72 %`, or `likely` where that would not hold. */
export const chance = ({ probability, toldIn }: Told): string =>
  toldIn === 'percent' ? formatProbability(probability) : likelihoodOf(probability).word;

/** For a sentence, which nothing explains below: `72 %`, or `likely (66 to 90 %)`. */
export const chanceInFull = (told: Told): string =>
  told.toldIn === 'percent' ? chance(told) : `${chance(told)} (${rangeOf(told)})`;

/** Before a verb, in a list as `chance`: `72 % likely`, or `likely`. */
export const likely = (told: Told): string =>
  told.toldIn === 'percent' ? `${chance(told)} likely` : chance(told);

/** Before a verb, in a sentence as `chanceInFull`: `72 % likely`, or `likely (66 to 90 %)`. */
export const likelyInFull = (told: Told): string =>
  told.toldIn === 'percent' ? likely(told) : chanceInFull(told);

/** Whether a customer leaves, or needs something. */
export type ToldOf = 'leaving' | 'needs';

/**
 * Sentences that say what the words of a table stand for, the likeliest first, and why there are
 * words; none where all is told in percent.
 */
export function wordsMeant(of: ToldOf, shown: readonly Told[]): string[] {
  const inWords = shown.filter(({ toldIn }) => toldIn === 'words');
  if (inWords.length === 0) return [];
  const meanings = inWords
    .toSorted((a, b) => b.probability - a.probability)
    .map((told) => `${chance(told)}: ${rangeOf(told)}`);
  return [`${[...new Set(meanings)].join('; ')}.`, whyInWords([of])];
}

/** The same as lines of the terminal. */
export const legend = (of: ToldOf, shown: readonly Told[]): string[] =>
  wordsMeant(of, shown).flatMap((sentence) => wrapped(sentence));

/** Why what is shown of these is in words. What it may be due to is not kept with a forecast. */
export const whyInWords = (of: readonly ToldOf[]): string =>
  [
    'In words where a number in percent would not hold: how much more or less all customers alike ' +
      'will buy in the days ahead is not known well enough.',
    ...new Set(of.map((each) => MAY_BE[each])),
  ].join(' ');

/** A season takes fourteen months (`withSeason`), how steep forecasts are 100 customers or 1,000 pairs (`withPulse`). */
const MAY_BE: Readonly<Record<ToldOf, string>> = {
  leaving:
    'The shop may be too young (younger than 14 months, it knows no season) or have too few customers or contracts.',
  needs:
    'No season is learned of single products, and the shop may have too few customers or services.',
};

/** How people are told it, for lists as CSV. */
export const TOLD_COLUMNS: CsvColumns<Told> = {
  told_in: ({ toldIn }) => toldIn,
  likelihood: ({ probability }) => likelihoodOf(probability).word,
};

/** For machines: beside the probability, if there is one, the word that stands for it. */
export const withLikelihood = <Row extends { readonly probability: number | null }>(row: Row) => ({
  ...row,
  likelihood: row.probability === null ? null : likelihoodOf(row.probability).word,
});

function rangeOf({ probability }: Told): string {
  const { from, to } = likelihoodOf(probability);
  return `${Math.round(from * 100)} to ${percent(to)}`;
}
