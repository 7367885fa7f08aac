import { errorAsNumbers, shareInPercent, shownError } from './assess-probability.ts';
import { errorOfWords, wordsTold } from './assess-words.ts';
import { type Foreseen, OURS } from './foreseen.ts';
import { referenceRows } from './references.ts';
import type { Check, Found, Part, ShownError, Target } from './result.ts';
import { calibrated, worded } from './targets.ts';

/** What one question of a protocol found out. */
export type Piece = {
  readonly parts: readonly Part[];
  readonly targets?: readonly Target[];
  readonly checks?: readonly Check[];
  readonly notes?: readonly string[];
};

/** All that a protocol found out. */
export const together = (
  pieces: readonly Piece[],
): Omit<Found, 'protocol' | 'title' | 'seconds'> => ({
  parts: pieces.flatMap(({ parts }) => parts),
  targets: pieces.flatMap(({ targets }) => targets ?? []),
  checks: pieces.flatMap(({ checks }) => checks ?? []),
  notes: pieces.flatMap(({ notes }) => notes ?? []),
});

/** The figure of a method in a part; undefined when the method has none. */
export const figureOf = (part: Part, method: string, figure: string): number | undefined =>
  part.methods.find((row) => row.method === method)?.figures[figure];

/** The calibration error of a method in a part; undefined when chance was not looked at. */
export function errorOf(part: Part, method: string): ShownError | undefined {
  const [error, mean, most, corrected] = ERROR_FIGURES.map((name) => figureOf(part, method, name));
  if (error === undefined || mean === undefined || most === undefined) return undefined;
  return corrected === undefined ? undefined : { error, byChance: { mean, most }, corrected };
}

const ERROR_FIGURES = ['ece', 'eceByChance', 'eceByChance95', 'eceCorrected'] as const;

/**
 * What has to hold of all that the product shows: the calibration error of what is told in percent,
 * beside what chance leaves, and how far words are off. Forecasts that stand apart are shown to
 * nobody and are told as numbers.
 */
export function calibrationTargets(title: string, rows: Foreseen, apart?: string): Target[] {
  if (apart !== undefined) return [calibrated(title, errorAsNumbers(rows, OURS), { apart })];
  const share = shareInPercent(rows);
  if (share === undefined || share === 1) return [calibrated(title, shownError(rows, OURS))];
  const asNumber = errorAsNumbers(rows, OURS)?.error ?? 0;
  return [
    calibrated(title, shownError(rows, OURS), share === 0 ? { asNumber } : { share }),
    worded(title, errorOfWords(wordsTold(rows)), 1 - share),
  ];
}

/** The table with what others reach on the same rows below ours. */
export const beside = (part: Part, protocol: string, name: string): Part => ({
  ...part,
  beside: name,
  methods: [...part.methods, ...referenceRows(protocol, name)],
});
