import { stratifiedFolds } from '../statistics/cross-validation.ts';
import { type Examples, fitLogistic } from '../statistics/fit-logistic.ts';
import type { Attributes } from './attribute-column.ts';
import type { AttributeModel } from './attribute-model.ts';
import { type Blend, blendOf, meanOf, standardErrorsBelow } from './blend.ts';
import { bestForest, bestLine, fitForest } from './candidates.ts';
import { lineInputs, treeInputs } from './encode.ts';
import { learnColumns } from './learn-columns.ts';

/** One customer whose attributes and whose leaving are known. */
export type AttributeRow = { readonly attributes: Attributes; readonly left: 0 | 1 };

export type LearnedAttributes = {
  readonly model: AttributeModel;
  /** Log-odds of each row, foretold by a fit that had not seen it. */
  readonly foretold: Float64Array;
};

const FOLDS = 5;
/** Below, trees are not tried. */
const ROWS_FOR_TREES = 1_000;
/** Trees must lower the held-out loss by so many standard errors, and by this share of it. */
const WINS = { standardErrors: 1, share: 0.001 } as const;
const DIGITS = 6;

/** What foretells leaving by the attributes of the customers; see `learnHeldOut`. */
export const learnAttributes = (rows: readonly AttributeRow[]): AttributeModel =>
  learnHeldOut(rows).model;

/**
 * Fits a ridge logistic line over splines and levels; where cross-validation inside the given rows
 * says that boosted trees clearly lower the log loss, a blend of both. The
 * blend is fitted to held-out log-odds, which calibrates it as well. The same rows in the same order
 * give the same model.
 * @throws RangeError unless at least five left and five stayed.
 */
export function learnHeldOut(rows: readonly AttributeRow[]): LearnedAttributes {
  const outcomes = Float64Array.from(rows, ({ left }) => left);
  checkOutcomes(outcomes);
  const attributes = rows.map((row) => row.attributes);
  const columns = learnColumns(attributes);
  const forLine: Examples = { ...lineInputs(attributes, columns), outcomes };
  const forTrees: Examples = { ...treeInputs(attributes, columns), outcomes };
  const folds = stratifiedFolds(outcomes, FOLDS, 0);
  const line = bestLine(forLine, folds);
  const forest = rows.length < ROWS_FOR_TREES ? undefined : bestForest(forTrees, folds);
  const alone = blendOf([line.foretold], outcomes);
  const both = forest && blendOf([line.foretold, forest.foretold], outcomes);
  const stepsUp = both !== undefined && wins(alone, both);
  const blend = stepsUp ? both : alone;
  const fitted = fitLogistic(forLine, { ridge: line.ridge });
  const model: AttributeModel = {
    columns,
    line: {
      intercept: short(fitted.intercept),
      weights: fitted.weights.map(short),
      typical: columnMeans(forLine),
    },
    ...(stepsUp && forest !== undefined ? { trees: fitForest(forTrees, forest) } : {}),
    blend: blendWeights(blend),
    ...howWell(outcomes, alone, blend),
  };
  return { model, foretold: blend.foretold };
}

const wins = ({ losses: usual }: Blend, { losses: other }: Blend): boolean =>
  standardErrorsBelow(usual, other) > WINS.standardErrors &&
  meanOf(other) < (1 - WINS.share) * meanOf(usual);

const blendWeights = ({ offset, weights: [line = 0, trees = 0] }: Blend) => ({
  offset: short(offset),
  line: short(line),
  trees: short(trees),
});

function howWell(outcomes: Float64Array, alone: Blend, blend: Blend) {
  const left = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const share = left / outcomes.length;
  return {
    rows: outcomes.length,
    left,
    loss: {
      base: short(-share * Math.log(share) - (1 - share) * Math.log(1 - share)),
      line: short(meanOf(alone.losses)),
      blend: short(meanOf(blend.losses)),
    },
  };
}

function columnMeans({ rows, columns, inputs }: Examples): number[] {
  return Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += inputs[row * columns + column] ?? 0;
    return short(sum / rows);
  });
}

function checkOutcomes(outcomes: Float64Array): void {
  const left = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (left >= FOLDS && outcomes.length - left >= FOLDS) return;
  throw new RangeError(
    `at least ${FOLDS} customers must have left and as many stayed, got ${left} of ${outcomes.length}`,
  );
}

const short = (value: number): number => Number(value.toPrecision(DIGITS));
