import { performance } from 'node:perf_hooks';
import { attributeLogOdds } from '#shared/domain/forecasting/attributes/attribute-odds.ts';
import {
  type AttributeRow,
  learnAttributes,
} from '#shared/domain/forecasting/attributes/learn-attributes.ts';
import { fromLogOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldsOf } from '../data/cross-validation.ts';
import { type Foreseen, nothingForeseen, OURS, say } from '../foreseen.ts';

/** What was foreseen of customers that were not learned from. */
export type AttributesForeseen = {
  readonly foreseen: Foreseen;
  readonly fitSeconds: number;
  readonly microsPerUnit: number;
};

const SHARE = 'share of all who left';

/** Learns from some customers and foresees who of others leaves. */
export function foreseeByAttributes(
  train: readonly AttributeRow[],
  test: readonly AttributeRow[],
): AttributesForeseen {
  const startedMs = performance.now();
  const model = learnAttributes(train);
  const learnedMs = performance.now();
  const odds = test.map(({ attributes }) => attributeLogOdds(attributes, model));
  const scoredMs = performance.now();
  const share = train.reduce((sum, { left }) => sum + left, 0) / train.length;
  const rows = nothingForeseen(0);
  for (const [at, { left }] of test.entries()) {
    rows.units.push(at);
    rows.outcomes.push(left);
    rows.evidence.push('enough');
    rows.toldIn.push('percent');
    rows.known.push(1);
    say(rows, OURS, fromLogOdds(odds[at] ?? 0), { speaker: 'ours', isProbability: true });
    say(rows, SHARE, share, { isProbability: true });
  }
  return {
    foreseen: rows,
    fitSeconds: (learnedMs - startedMs) / 1e3,
    microsPerUnit: ((scoredMs - learnedMs) / test.length) * 1e3,
  };
}

/** Stratified folds, shuffled by each seed: every customer foreseen once a seed. */
export function foreseeInFolds(
  rows: readonly AttributeRow[],
  { folds, seeds }: { readonly folds: number; readonly seeds: readonly number[] },
  onFold: (text: string) => void,
): AttributesForeseen[][] {
  return seeds.map((seed) =>
    foldsOf(rows, folds, seed, ({ left }) => left).map(({ train, test }, fold) => {
      onFold(`seed ${seed}, fold ${fold + 1} of ${folds}`);
      return foreseeByAttributes(train, test);
    }),
  );
}
