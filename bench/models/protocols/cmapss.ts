import { assessLives } from '../assess-lives.ts';
import { readCondition, readRemaining } from '../data/read-condition.ts';
import { OURS } from '../foreseen.ts';
import { foreseeLives, learnLives } from '../kinds/condition.ts';
import { beside, figureOf, together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import { atMost } from '../targets.ts';

const TRAIN = 'cmapss_fd001_train.csv.gz';
const TEST = 'cmapss_fd001_test.csv.gz';
const TRUTH = 'cmapss_fd001_rul.csv.gz';
/** No life counts as longer than so many cycles, as published figures have it. */
const CAP = 125;

/** C-MAPSS FD001: cycles left to 100 simulated engines. */
export const cmapss: Protocol = {
  name: 'cmapss',
  title: 'C-MAPSS FD001: how long does an engine still run',
  files: [TRAIN, TEST, TRUTH],
  run: async ({ path, say }) => {
    const failed = await readCondition(path(TRAIN), undefined);
    const stopped = await readCondition(path(TEST), undefined);
    const remaining = await readRemaining(path(TRUTH), stopped.units, undefined);
    const { model, seconds } = learnLives(failed.units);
    say(`learned in ${seconds.toFixed(1)} s`);
    const rows = foreseeLives(failed.units, stopped.units, remaining, model);
    const part = assessLives('cycles left', rows, CAP);
    return together([
      {
        parts: [beside(part, 'cmapss', 'remaining cycles')],
        targets: [
          atMost('cycles left, RMSE capped at 125', figureOf(part, OURS, 'rmseCapped'), {
            reach: 15.1,
            aim: 10.2,
          }),
          atMost('cycles left, RMSE', figureOf(part, OURS, 'rmse'), { reach: 16.4, aim: 11.5 }),
        ],
        checks: [
          { what: 'engines stopped', expected: 100, found: part.rows, tolerance: 0 },
          {
            what: 'RMSE of mean life less age',
            expected: 40.2,
            found: figureOf(part, 'mean life less age', 'rmse'),
            tolerance: 0.01,
          },
        ],
        notes: [
          `learned in ${seconds.toFixed(1)} s, scored in ${rows.microsPerUnit.toFixed(1)} µs an engine`,
        ],
      },
    ]);
  },
};
