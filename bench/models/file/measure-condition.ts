import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';
import { assessLives } from '../assess-lives.ts';
import { foldsOf } from '../data/cross-validation.ts';
import { type RunningUnit, readCondition, readRemaining } from '../data/read-condition.ts';
import { foreseeLives, type LivesForeseen, learnLives } from '../kinds/condition.ts';
import type { FileOptions } from '../options.ts';
import { type FileReport, modelSaid } from './file-report.ts';

const FOLDS = 5;
/** A unit of cross-validation is stopped somewhere in this part of its life. */
const STOPPED = { from: 0.3, to: 0.95 } as const;
/** Lives are capped at this share of the median life, as is learned (125 of 199 cycles). */
const CAP_SHARE = 0.628;

/** Measures remaining life: `--fit` ran to failure, `--file` was stopped and `--truth` says when it failed. */
export async function measureCondition(
  options: FileOptions,
  say: (text: string) => void,
): Promise<FileReport> {
  const { fit, columns, truth } = options;
  const [file] = options.files;
  if (fit === undefined)
    throw new RangeError('--fit is missing: name the units that ran to failure');
  if (options.defaults) throw new RangeError('--defaults: nothing ships for condition data');
  const failed = await readCondition(fit, columns);
  const cap = CAP_SHARE * medianLife(failed.units);
  if (file === undefined) return crossValidated(options, failed.units, failed.rows, cap, say);
  if (truth === undefined) throw new RangeError('--truth is missing: name the remaining lives');
  const stopped = await readCondition(file, columns);
  const remaining = await readRemaining(truth, stopped.units, columns);
  const { model, seconds } = learnLives(failed.units);
  const rows = foreseeLives(failed.units, stopped.units, remaining, model);
  return {
    ...common(options, failed.rows + stopped.rows, seconds, rows),
    model: modelSaid(model),
    warnings: [...failed.warnings, ...stopped.warnings],
    parts: [assessLives(`life left, capped at ${cap.toFixed(0)}`, rows, cap)],
  };
}

function crossValidated(
  options: FileOptions,
  units: readonly RunningUnit[],
  count: number,
  cap: number,
  say: (text: string) => void,
): FileReport {
  const random = seededRandom(0);
  const stops = new Map(
    units.map((unit) => [unit.unit, STOPPED.from + (STOPPED.to - STOPPED.from) * random()]),
  );
  const answers = foldsOf(units, FOLDS, 0).map(({ train, test }, fold) => {
    say(`fold ${fold + 1} of ${FOLDS}`);
    const learned = learnLives(train);
    const stopped = test.map((unit) => stoppedAt(unit, stops.get(unit.unit) ?? 1));
    const remaining = new Map(
      test.map((unit, at) => [unit.unit, lastCycle(unit) - lastCycle(stopped[at] ?? unit)]),
    );
    return { learned, rows: foreseeLives(train, stopped, remaining, learned.model) };
  });
  const rows = joined(answers.map((answer) => answer.rows));
  const [first] = answers;
  if (first === undefined) throw new RangeError('there are no units');
  return {
    ...common(options, count, first.learned.seconds, rows),
    model: modelSaid(first.learned.model),
    warnings: [`${FOLDS}-fold over units, each stopped at 30 to 95 % of its life`],
    parts: [assessLives(`life left, ${FOLDS}-fold, capped at ${cap.toFixed(0)}`, rows, cap)],
  };
}

const common = (
  { files, fit }: FileOptions,
  rows: number,
  fitSeconds: number,
  { actual, microsPerUnit }: LivesForeseen,
) => ({
  kind: 'condition',
  files: [...files, ...(fit === undefined ? [] : [fit])],
  rows,
  unitsScored: actual.length,
  fitSeconds,
  scoreMicrosPerUnit: microsPerUnit,
});

const stoppedAt = (unit: RunningUnit, share: number): RunningUnit => ({
  ...unit,
  cycles: unit.cycles.slice(0, Math.max(Math.round(share * unit.cycles.length), 1)),
});

const lastCycle = ({ cycles }: RunningUnit): number => cycles.at(-1)?.cycle ?? 0;

function medianLife(units: readonly RunningUnit[]): number {
  const lives = units.map(lastCycle).sort((a, b) => a - b);
  return lives[lives.length >> 1] ?? 0;
}

const joined = (all: readonly LivesForeseen[]): LivesForeseen => ({
  actual: all.flatMap(({ actual }) => actual),
  ours: all.flatMap(({ ours }) => ours),
  low: all.flatMap(({ low }) => low),
  high: all.flatMap(({ high }) => high),
  evidence: all.flatMap(({ evidence }) => evidence),
  meanLifeLessAge: all.flatMap((rows) => rows.meanLifeLessAge),
  meanLeftAtThisAge: all.flatMap((rows) => rows.meanLeftAtThisAge),
  microsPerUnit: all.reduce((sum, { microsPerUnit }) => sum + microsPerUnit, 0) / all.length,
});
