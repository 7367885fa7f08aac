import { treesContributions, treesValue } from '../statistics/tree-ensemble.ts';
import { type Attributes, levelOf, lineSize, treeSize } from './attribute-column.ts';
import type { AttributeModel } from './attribute-model.ts';
import { encodeForLine, encodeForTrees } from './encode.ts';

/** How far one attribute moves the log-odds of leaving from those of a typical customer. */
export type AttributeContribution = {
  readonly attribute: string;
  /** In words, such as `contract: month-to-month`. */
  readonly text: string;
  readonly value: number;
};

export type AttributeOdds = {
  readonly logOdds: number;
  /** Log-odds of the typical customer; with all contributions they are `logOdds`. */
  readonly typical: number;
  /** One an attribute, the heaviest first. */
  readonly contributions: readonly AttributeContribution[];
};

/** Calibrated log-odds of leaving of a customer with these attributes; new values count for nothing. */
export function attributeLogOdds(attributes: Attributes, model: AttributeModel): number {
  const { line, trees, blend } = model;
  const given = givenToLine(attributes, model);
  let sum = line.intercept;
  for (let at = 0; at < given.length; at += 1) sum += (line.weights[at] ?? 0) * (given[at] ?? 0);
  const value = blend.offset + blend.line * sum;
  if (trees === undefined || blend.trees === 0) return value;
  return value + blend.trees * treesValue(trees, givenToTrees(attributes, model));
}

/**
 * The log-odds with what each attribute adds to them. The parts of the line are exact (weight x
 * distance from the mean), those of the trees follow their paths (Saabas 2014); all add up.
 */
export function attributeOdds(attributes: Attributes, model: AttributeModel): AttributeOdds {
  const moved = new Float64Array(model.columns.length);
  const typical =
    addLine(attributes, model, moved) +
    (model.trees === undefined ? 0 : addTrees(attributes, model, moved));
  const contributions = model.columns
    .map(({ name }, at) => ({
      attribute: name,
      text: `${name}: ${levelOf(attributes[name]) ?? 'not known'}`,
      value: moved[at] ?? 0,
    }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.attribute < b.attribute ? -1 : 1));
  const logOdds = moved.reduce((sum, value) => sum + value, typical);
  return { logOdds, typical, contributions };
}

/** Adds by attribute what the line says, and returns what it says of a typical customer. */
function addLine(attributes: Attributes, model: AttributeModel, moved: Float64Array): number {
  const { columns, line, blend } = model;
  const given = givenToLine(attributes, model);
  let typical = line.intercept;
  let input = 0;
  for (const [at, column] of columns.entries()) {
    for (const end = input + lineSize(column); input < end; input += 1) {
      const weight = line.weights[input] ?? 0;
      const usual = line.typical[input] ?? 0;
      typical += weight * usual;
      moved[at] = (moved[at] ?? 0) + blend.line * weight * ((given[input] ?? 0) - usual);
    }
  }
  return blend.offset + blend.line * typical;
}

function addTrees(attributes: Attributes, model: AttributeModel, moved: Float64Array): number {
  const { columns, trees, blend } = model;
  if (trees === undefined) return 0;
  const given = givenToTrees(attributes, model);
  const byInput = new Float64Array(given.length);
  const typical = treesContributions(trees, given, byInput);
  let input = 0;
  for (const [at, column] of columns.entries()) {
    for (const end = input + treeSize(column); input < end; input += 1) {
      moved[at] = (moved[at] ?? 0) + blend.trees * (byInput[input] ?? 0);
    }
  }
  return blend.trees * typical;
}

function givenToLine(attributes: Attributes, { columns, line }: AttributeModel): Float64Array {
  const given = new Float64Array(line.weights.length);
  let from = 0;
  for (const column of columns) {
    encodeForLine(attributes, column, given, from);
    from += lineSize(column);
  }
  return given;
}

function givenToTrees(attributes: Attributes, { columns }: AttributeModel): Float64Array {
  const given = new Float64Array(columns.reduce((sum, column) => sum + treeSize(column), 0));
  let from = 0;
  for (const column of columns) {
    encodeForTrees(attributes, column, given, from);
    from += treeSize(column);
  }
  return given;
}
