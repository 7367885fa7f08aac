import { type BinnedInputs, binned, edgesOf } from './boosted-trees-bins.ts';
import { type Draw, drawColumns, drawRows } from './boosted-trees-draw.ts';
import { growTree, openWorkshop, type Tree, type Workshop } from './boosted-trees-grow.ts';
import {
  type Loss,
  type LossName,
  losses,
  medianWithin,
  type Target,
} from './boosted-trees-loss.ts';
import { packed, short } from './boosted-trees-pack.ts';
import type { Examples } from './fit-logistic.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Examples to boost on; `start` is what is already predicted for each, to which the trees add. */
export type TreeExamples = Examples & { readonly start?: Float64Array };

export type TreeOptions = {
  /** `logistic` learns log-odds of outcomes 0 to 1, `squared` their mean, `absolute` their median. */
  readonly loss: LossName;
  readonly trees: number;
  /** Splits on the way to a leaf, at most. */
  readonly depth: number;
  /** Share of each tree's correction that is kept. */
  readonly rate: number;
  /** Pull of each leaf to 0, in units of curvature; 1 when absent. */
  readonly ridge?: number;
  /** Sampled rows on either side of a split at least; 1 when absent. */
  readonly leastRows?: number;
  /** Curvature (squared, absolute: weight) on either side of a split at least; 0 when absent. */
  readonly leastWeight?: number;
  /** Share of the rows and of the columns that each tree sees; 1 when absent. */
  readonly rowShare?: number;
  readonly columnShare?: number;
  /** Bins per input, 2 to 255; 255 when absent. */
  readonly bins?: number;
  /** Which rows and columns are drawn; 0 when absent. */
  readonly seed?: number;
  /** Keeps the mean of every node, so that a prediction can be explained. */
  readonly explained?: boolean;
  /** Examples on which the loss is measured after each tree, instead of those learned from. */
  readonly validation?: TreeExamples;
  /** Stops after so many trees without a lower loss, and keeps the trees up to the lowest. */
  readonly patience?: number;
};

export type FittedTrees = {
  readonly ensemble: TreeEnsemble;
  /** Mean loss after each tree grown, those cut off again included. */
  readonly losses: readonly number[];
};

/**
 * Gradient boosting of regression trees on quantile bins with second-order leaves. The same
 * examples and options give the same trees, digit for digit; inputs may be NaN (not known).
 * Source: Friedman, Greedy function approximation (2001); Chen & Guestrin, XGBoost (2016).
 * @throws RangeError when there is no example, an input is infinite, or an option makes no sense.
 */
export function fitTrees(examples: TreeExamples, options: TreeOptions): FittedTrees {
  checkOptions(examples, options);
  const loss = losses[options.loss];
  const edges = edgesOf(examples, options.bins ?? 255);
  const base = examples.start === undefined ? loss.start(targetOf(examples)) : 0;
  const learned = openRun(examples, binned(examples, edges), base);
  const watched =
    options.validation === undefined
      ? learned
      : openRun(options.validation, binned(options.validation, edges), base);
  const workshop = openWorkshop(learned.inputs, growthOf(options), leafOf(loss, learned));
  const draw = drawOf(options);
  const trees: Tree[] = [];
  const seen: number[] = [];
  let best = 0;
  for (let round = 0; round < options.trees; round += 1) {
    loss.slopes(learned.target, learned.predictions, workshop.first, workshop.second);
    const sampled = drawRows(workshop.order, draw, round);
    const tree = growTree(workshop, sampled, drawColumns(examples.columns, draw, round));
    shrink(tree, options.rate);
    trees.push(tree);
    addTree(tree, learned);
    if (watched !== learned) addTree(tree, watched);
    seen.push(loss.mean(watched.target, watched.predictions));
    if ((seen[round] ?? 0) < (seen[best] ?? 0)) best = round;
    if (options.patience !== undefined && round - best >= options.patience) break;
  }
  const kept = options.patience === undefined ? trees : trees.slice(0, best + 1);
  return { ensemble: packed(kept, edges, base, options.explained === true), losses: seen };
}

/** Examples, and what the trees so far predict for them. */
type Run = {
  readonly inputs: BinnedInputs;
  readonly target: Target;
  readonly predictions: Float64Array;
};

function openRun(examples: TreeExamples, inputs: BinnedInputs, base: number): Run {
  const predictions = new Float64Array(examples.rows);
  if (examples.start === undefined) predictions.fill(base);
  else predictions.set(examples.start);
  return { inputs, target: targetOf(examples), predictions };
}

const targetOf = ({ rows, outcomes, weights }: TreeExamples): Target => ({
  rows,
  outcomes,
  weights: weights ?? new Float64Array(rows).fill(1),
});

const growthOf = ({ depth, ridge = 1, leastRows = 1, leastWeight = 0 }: TreeOptions) => ({
  depth,
  ridge,
  leastRows: Math.max(leastRows, 1),
  leastWeight,
});

const drawOf = ({ rowShare = 1, columnShare = 1, seed = 0 }: TreeOptions): Draw => ({
  rowShare,
  columnShare,
  seed,
});

/** Newton's step; the absolute loss has none, so there the median of what is left, as much shrunk. */
function leafOf(loss: Loss, { target, predictions }: Run) {
  const offs = new Float64Array(target.rows);
  const weights = new Float64Array(target.rows);
  return ({ order, growth }: Workshop, from: number, to: number, newton: number): number => {
    if (loss !== losses.absolute) return newton;
    let total = 0;
    for (let at = from; at < to; at += 1) {
      const row = order[at] ?? 0;
      offs[at] = (target.outcomes[row] ?? 0) - (predictions[row] ?? 0);
      weights[at] = target.weights[row] ?? 0;
      total += target.weights[row] ?? 0;
    }
    const median = medianWithin(offs.subarray(from, to), weights.subarray(from, to));
    return (median * total) / (total + growth.ridge);
  };
}

const MOST_DEPTH = 12;

/** The tree at the learning rate, each value with as many digits as will be stored. */
function shrink({ values }: Tree, rate: number): void {
  for (let node = 0; node < values.length; node += 1) {
    values[node] = short((values[node] ?? 0) * rate);
  }
}

function addTree({ inputs, splitBins, skips, values }: Tree, { inputs: given, predictions }: Run) {
  const { rows, bins } = given;
  for (let row = 0; row < rows; row += 1) {
    let node = 0;
    let input = inputs[0] ?? -1;
    while (input >= 0) {
      node += (bins[input * rows + row] ?? 0) > (splitBins[node] ?? 0) ? (skips[node] ?? 1) : 1;
      input = inputs[node] ?? -1;
    }
    predictions[row] = (predictions[row] ?? 0) + (values[node] ?? 0);
  }
}

function checkOptions({ rows, start }: TreeExamples, options: TreeOptions): void {
  if (rows === 0) throw new RangeError('there is no example to learn from');
  const { trees, depth, rate, rowShare = 1, columnShare = 1, ridge = 1 } = options;
  if (!(trees >= 0)) throw new RangeError(`trees must be 0 or more, got ${trees}`);
  if (!(depth >= 1 && depth <= MOST_DEPTH)) {
    throw new RangeError(`depth must be 1 to ${MOST_DEPTH}, got ${depth}`);
  }
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`rate must be above 0 up to 1, got ${rate}`);
  if (!(ridge >= 0)) throw new RangeError(`ridge must be 0 or more, got ${ridge}`);
  for (const share of [rowShare, columnShare]) {
    if (!(share > 0 && share <= 1))
      throw new RangeError(`a share must be above 0 up to 1, got ${share}`);
  }
  if (
    options.validation !== undefined &&
    (start === undefined) !== (options.validation.start === undefined)
  ) {
    throw new RangeError('examples and validation must both have a start, or neither');
  }
}
