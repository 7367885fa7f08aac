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
/** What is less simple must lower the held-out loss by so many standard errors … */
const STANDARD_ERRORS = 1;
/** … and by this share of it; the line beside trees by more, since two are harder to explain than one. */
const SHARE = { overLine: 0.001, overTrees: 0.002 } as const;
const DIGITS = 6;

/** What foretells leaving by the attributes of the customers; see `learnHeldOut`. */
export const learnAttributes = (rows: readonly AttributeRow[]): AttributeModel =>
  learnHeldOut(rows).model;

/**
 * Fits a ridge logistic line over splines and levels, and steps up to boosted trees, or to a blend
 * of both, where cross-validation inside the given rows says that they clearly lower the log loss.
 * What is chosen is calibrated on held-out log-odds. The same rows in the same order give the same
 * model.
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
  const blend = forest === undefined ? alone : stepUp(alone, line, forest, outcomes);
  const fitted = fitLogistic(forLine, { ridge: line.ridge });
  const model: AttributeModel = {
    columns,
    line: {
      intercept: short(fitted.intercept),
      weights: fitted.weights.map(short),
      typical: columnMeans(forLine),
    },
    ...(forest !== undefined && (blend.weights[1] ?? 0) > 0
      ? { trees: fitForest(forTrees, forest) }
      : {}),
    blend: blendWeights(blend),
    ...howWell(outcomes, alone, blend),
  };
  return { model, foretold: blend.foretold };
}

type HeldOut = { readonly foretold: Float64Array };

/** The line alone, the trees alone or both: the simplest that none of the others clearly beats. */
function stepUp(alone: Blend, line: HeldOut, forest: HeldOut, outcomes: Float64Array): Blend {
  const trees = blendOf([forest.foretold], outcomes);
  const both = blendOf([line.foretold, forest.foretold], outcomes);
  if (!wins(alone, trees, SHARE.overLine)) return wins(alone, both, SHARE.overLine) ? both : alone;
  return wins(trees, both, SHARE.overTrees) ? both : { ...trees, weights: [0, ...trees.weights] };
}

const wins = ({ losses: usual }: Blend, { losses: other }: Blend, share: number): boolean =>
  standardErrorsBelow(usual, other) > STANDARD_ERRORS &&
  meanOf(other) < (1 - share) * meanOf(usual);

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
