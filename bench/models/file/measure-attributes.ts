import { assessFolds } from '../assess-attributes.ts';
import { assessProbability, type Effort } from '../assess-probability.ts';
import { readAttributes } from '../data/read-attributes.ts';
import {
  type AttributesForeseen,
  foreseeByAttributes,
  foreseeInFolds,
} from '../kinds/attributes.ts';
import type { FileOptions } from '../options.ts';
import type { FileReport } from './file-report.ts';

const FOLDS = 5;
const SEEDS = [0, 1, 2];

/** Measures who leaves by attributes: learned from `--fit`, or by cross-validation of one file. */
export async function measureAttributes(
  options: FileOptions,
  effort: Effort,
  say: (text: string) => void,
): Promise<FileReport> {
  const [file, ...others] = options.files;
  if (file === undefined) throw new RangeError('--file is missing: name the customers to score');
  if (others.length > 0) throw new RangeError('attributes are one file');
  if (options.defaults) {
    throw new RangeError(
      '--defaults: nothing ships for attributes, they are learned from the shop',
    );
  }
  const read = await readAttributes(file, options);
  const left = read.rows.reduce((sum, row) => sum + row.left, 0);
  const said = `${left} of ${read.rows.length} rows left`;
  const common = { kind: 'attributes', warnings: [...read.warnings, said] };
  if (options.fit === undefined) {
    const seeds = options.quick ? SEEDS.slice(0, 1) : SEEDS;
    const answers = foreseeInFolds(read.rows, { folds: FOLDS, seeds }, say);
    const parts = [assessFolds(`leaves, ${FOLDS}-fold, ${seeds.length} seeds`, answers)];
    return { ...common, ...figures(options, read.rows.length, answers.flat()), parts };
  }
  const fit = await readAttributes(options.fit, options);
  const answer = foreseeByAttributes(fit.rows, read.rows);
  const parts = [assessProbability('leaves', answer.foreseen, effort)];
  const rows = read.rows.length + fit.rows.length;
  return { ...common, ...figures(options, rows, [answer]), parts };
}

function figures({ files, fit }: FileOptions, rows: number, all: readonly AttributesForeseen[]) {
  const mean = (of: (one: AttributesForeseen) => number): number =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    files: [...files, ...(fit === undefined ? [] : [fit])],
    rows,
    unitsScored: all.reduce((sum, { foreseen }) => sum + foreseen.outcomes.length, 0),
    fitSeconds: mean(({ fitSeconds }) => fitSeconds),
    scoreMicrosPerUnit: mean(({ microsPerUnit }) => microsPerUnit),
    model: { version: 'learned by attributes', customers: rows, from: {} },
  };
}
