import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import { type Foreseen, OURS } from './foreseen.ts';
import type { MethodRow, Part } from './result.ts';

/** Forecasts told by one word, and how often they came true; probabilities from 0 to 1. */
export type WordTold = {
  readonly word: string;
  readonly rows: number;
  /** Mean probability, and the share that happened. */
  readonly foreseen: number;
  readonly happened: number;
  /** What the word stands for. */
  readonly from: number;
  readonly to: number;
};

/** What came of forecasts that are told in words, by word from the least likely up. */
export function wordsTold(rows: Foreseen): WordTold[] {
  const scores = rows.methods.get(OURS)?.scores ?? [];
  const inWords = scores.flatMap((_, at) =>
    rows.toldIn[at] === 'words' && rows.evidence[at] !== 'none' ? [at] : [],
  );
  const byWord = Map.groupBy(inWords, (at) => likelihoodOf(scores[at] ?? 0));
  return [...byWord]
    .map(([likelihood, members]) => ({
      ...likelihood,
      rows: members.length,
      foreseen: meanOf(members, (at) => scores[at]),
      happened: meanOf(members, (at) => rows.outcomes[at]),
    }))
    .sort((a, b) => a.from - b.from);
}

/** How far, on average over all forecasts, what happened lies outside of what their word stands for. */
export function errorOfWords(words: readonly WordTold[]): number | undefined {
  const total = words.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return undefined;
  const outside = ({ happened, from, to }: WordTold): number =>
    Math.max(from - happened, happened - to, 0);
  return words.reduce((sum, word) => sum + word.rows * outside(word), 0) / total;
}

/** One line a word; nothing where none is told. */
export function wordsParts(title: string, rows: Foreseen): Part[] {
  const words = wordsTold(rows);
  if (words.length === 0) return [];
  return [
    {
      title,
      kind: 'words',
      horizonDays: rows.horizonDays,
      rows: words.reduce((sum, each) => sum + each.rows, 0),
      methods: words.map(
        ({ word, rows: n, ...figures }): MethodRow => ({
          method: word,
          speaker: 'ours',
          figures: { n, ...figures },
        }),
      ),
    },
  ];
}

const meanOf = (members: readonly number[], of: (at: number) => number | undefined): number =>
  members.reduce((sum, at) => sum + (of(at) ?? 0), 0) / members.length;
