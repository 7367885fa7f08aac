import type { Spread } from '#shared/domain/evaluation/bootstrap.ts';
import { assessProbability, figuresOf, figuresWithChance } from './assess-probability.ts';
import { OURS } from './foreseen.ts';
import type { AttributesForeseen } from './kinds/attributes.ts';
import { joinedRows } from './kinds/customers.ts';
import { meansOf } from './means.ts';
import type { Figures, Part } from './result.ts';

/** Two-sided 95 %. */
const NORMAL_95 = 1.96;

/**
 * Means over folds and seeds, as cross-validation is usually told; the spread is that over the folds.
 * Calibration is taken over all folds of a seed, since a fold alone is too small for ten bins.
 */
export function assessFolds(
  title: string,
  seeds: readonly (readonly AttributesForeseen[])[],
): Part {
  const all = seeds.flat();
  const pooled = seeds.map((folds) => joinedRows(folds.map(({ foreseen }) => foreseen)));
  const [first] = pooled;
  if (first === undefined) throw new RangeError('no seed was tried');
  const part = assessProbability(title, first, { draws: 0 });
  return {
    ...part,
    methods: part.methods.map((row) => {
      const folds = all.map(({ foreseen }) => said(foreseen, row.method, figuresOf));
      const whole = pooled.map((rows) => said(rows, row.method, figuresWithChance));
      const errors = Object.entries(meansOf(whole)).filter(([name]) => name.startsWith('ece'));
      const figures: Figures = { ...meansOf(folds), ...Object.fromEntries(errors) };
      if (row.method !== OURS) return { ...row, figures };
      return { ...row, figures, spread: { auc: spreadOf(folds.map(({ auc }) => auc ?? 0)) } };
    }),
  };
}

function said(
  rows: AttributesForeseen['foreseen'],
  method: string,
  figures: typeof figuresOf,
): Figures {
  const known = rows.methods.get(method);
  return known === undefined ? {} : figures(rows, known);
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(values.length - 1, 1));
  return { sd, low: mean - NORMAL_95 * sd, high: mean + NORMAL_95 * sd };
}
