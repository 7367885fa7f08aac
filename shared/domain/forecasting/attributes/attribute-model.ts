import * as z from 'zod';
import { treeEnsemble } from '../statistics/tree-ensemble.ts';
import { attributeColumn, lineSize } from './attribute-column.ts';

const MOST_COLUMNS = 64;
const MOST_INPUTS = 2_048;
const weights = z.array(z.number()).max(MOST_INPUTS);

/** How attributes move the odds: a line over splines and levels, and trees where they foretell more. */
export const attributeModel = z
  .looseObject({
    columns: z.array(attributeColumn).max(MOST_COLUMNS),
    /** Weight of each input of the line, and its mean over the customers learned from. */
    line: z.looseObject({ intercept: z.number(), weights, typical: weights }),
    trees: treeEnsemble.optional(),
    /** Log-odds are `offset + line x (value of the line) + trees x (value of the trees)`. */
    blend: z.looseObject({ offset: z.number(), line: z.number(), trees: z.number() }),
    /** Examples learned from, and how many of them left. */
    rows: z.int().min(0),
    left: z.int().min(0),
    /** Mean log loss of held-out examples: of the base rate, the line and the blend. */
    loss: z.looseObject({ base: z.number(), line: z.number(), blend: z.number() }),
  })
  .refine(
    ({ columns, line }) =>
      columns.reduce((sum, column) => sum + lineSize(column), 0) === line.weights.length &&
      line.typical.length === line.weights.length,
    'the line must have a weight and a typical value for each input of its columns',
  );
export type AttributeModel = z.infer<typeof attributeModel>;
