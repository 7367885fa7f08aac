import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { type Told, told } from '#shared/domain/forecasting/told.ts';
import { formatProbability } from '#shared/domain/format-probability.ts';
import type { CsvColumns } from './table.ts';
import { percent } from './words.ts';
import { wrapped } from './wrapped.ts';

/** For tables and lists with `legend` below them: `72 %`, or `likely` where that would not hold. */
export const chance = ({ probability, likelihood }: Told): string =>
  probability === null ? likelihood.word : formatProbability(probability);

/** For a sentence, which nothing explains below: `72 %`, or `likely (66 to 90 %)`. */
export const chanceInFull = (told: Told): string =>
  told.probability === null ? `${chance(told)} (${rangeOf(told)})` : chance(told);

/** Before a verb, in a list as `chance`: `72 % likely`, or `likely`. */
export const likely = (told: Told): string =>
  told.probability === null ? chance(told) : `${chance(told)} likely`;

/** Before a verb, in a sentence as `chanceInFull`: `72 % likely`, or `likely (66 to 90 %)`. */
export const likelyInFull = (told: Told): string =>
  told.probability === null ? chanceInFull(told) : likely(told);

/** Whether a customer leaves, or needs something. */
export type ToldOf = 'leaving' | 'needs';

/**
 * Sentences that say what the words of a table stand for, the likeliest first, and why there are
 * words; none where all is told in percent.
 */
export function wordsMeant(of: ToldOf, shown: readonly Told[]): string[] {
  const inWords = shown.filter(({ probability }) => probability === null);
  if (inWords.length === 0) return [];
  const meanings = inWords
    .toSorted((a, b) => b.likelihood.from - a.likelihood.from)
    .map((told) => `${chance(told)}: ${rangeOf(told)}`);
  return [`${[...new Set(meanings)].join('; ')}.`, whyInWords([of])];
}

/** The same as lines of the terminal. */
export const legend = (of: ToldOf, shown: readonly Told[]): string[] =>
  wordsMeant(of, shown).flatMap((sentence) => wrapped(sentence));

/** Why what is shown of these is in words. What it may be due to is not kept with a forecast. */
export const whyInWords = (of: readonly ToldOf[]): string =>
  [
    'In words where a number in percent would not hold: what the days ahead bring to all customers ' +
      'alike is not known well enough.',
    ...new Set(of.map((each) => MAY_BE[each])),
  ].join(' ');

/** A season takes fourteen months (`withSeason`), how steep forecasts are 100 customers or 1,000 pairs (`withPulse`). */
const MAY_BE: Readonly<Record<ToldOf, string>> = {
  leaving:
    'The shop may be too young (younger than 14 months, it knows no season) or have too few customers or contracts.',
  needs:
    'No season is learned of single products, nobody knows how well agreed intervals are kept and meters run, and the shop may have too few customers or services.',
};

/** Last columns of lists as CSV: the word and what it stands for, which say it where there is no number. */
export const LIKELIHOOD_COLUMNS: CsvColumns<Told> = {
  told_in: ({ toldIn }) => toldIn,
  likelihood: ({ likelihood }) => likelihood.word,
  likely_from: ({ likelihood }) => likelihood.from,
  likely_to: ({ likelihood }) => likelihood.to,
};

/** For lists as CSV: empty where a number would not hold. */
export const probabilityCell = ({ probability }: Told): string => probability?.toFixed(4) ?? '';

type Foretold = Pick<Forecast, 'probability' | 'toldIn'>;

/** A line of a list as it may be shown: its number only where that holds. */
export const asTold = <Row extends Foretold>(row: Row) => ({ ...row, ...told(row) });

export type AsTold<Row extends Foretold> = ReturnType<typeof asTold<Row>>;

/** What a list shows of how many lines that were found. */
export type ToldList<Row extends Foretold> = {
  readonly rows: readonly AsTold<Row>[];
  readonly found: number;
  readonly asOf: string;
  readonly currency: string;
};

function rangeOf({ likelihood: { from, to } }: Told): string {
  return `${Math.round(from * 100)} to ${percent(to)}`;
}
