import { basisSize, splineBasis } from '../statistics/spline-basis.ts';
import {
  type AttributeColumn,
  type Attributes,
  levelOf,
  lineSize,
  numberOf,
  treeSize,
} from './attribute-column.ts';

/** One matrix of inputs, row by row. */
export type Encoded = {
  readonly rows: number;
  readonly columns: number;
  readonly inputs: Float64Array;
};

/** All rows as inputs of the line: splines and a flag for numbers, one input a level for words. */
export const lineInputs = (rows: readonly Attributes[], columns: readonly AttributeColumn[]) =>
  encodeAll(rows, columns, lineSize, encodeForLine);

/** All rows as inputs of the trees: numbers as they are, NaN where not known; one input a level. */
export const treeInputs = (rows: readonly Attributes[], columns: readonly AttributeColumn[]) =>
  encodeAll(rows, columns, treeSize, encodeForTrees);

/** Writes the inputs of one column from `from` on. */
export function encodeForLine(
  attributes: Attributes,
  column: AttributeColumn,
  into: Float64Array,
  from: number,
): void {
  if (column.kind === 'category') {
    encodeLevels(attributes, column, into, from);
    return;
  }
  const value = numberOf(attributes[column.name]);
  const size = basisSize(column.knots);
  const isKnown = !Number.isNaN(value);
  if (isKnown) splineBasis(value, column.knots, into, from);
  else into.fill(0, from, from + size);
  into[from + size] = isKnown ? 0 : 1;
}

/** Writes the inputs of one column from `from` on. */
export function encodeForTrees(
  attributes: Attributes,
  column: AttributeColumn,
  into: Float64Array,
  from: number,
): void {
  if (column.kind === 'category') encodeLevels(attributes, column, into, from);
  else into[from] = numberOf(attributes[column.name]);
}

function encodeLevels(
  attributes: Attributes,
  { name, levels }: Extract<AttributeColumn, { kind: 'category' }>,
  into: Float64Array,
  from: number,
): void {
  const level = levelOf(attributes[name]);
  for (let at = 0; at < levels.length; at += 1) into[from + at] = levels[at] === level ? 1 : 0;
}

function encodeAll(
  rows: readonly Attributes[],
  columns: readonly AttributeColumn[],
  sizeOf: (column: AttributeColumn) => number,
  encode: typeof encodeForLine,
): Encoded {
  const size = columns.reduce((sum, column) => sum + sizeOf(column), 0);
  const inputs = new Float64Array(rows.length * size);
  for (const [row, attributes] of rows.entries()) {
    let from = row * size;
    for (const column of columns) {
      encode(attributes, column, inputs, from);
      from += sizeOf(column);
    }
  }
  return { rows: rows.length, columns: size, inputs };
}
