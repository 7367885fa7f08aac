import { errorsOf } from '#shared/domain/evaluation/errors.ts';
import { defined } from './assess-probability.ts';
import { OURS } from './foreseen.ts';
import { evidenceShares } from './groups.ts';
import type { LivesForeseen } from './kinds/condition.ts';
import type { Figures, Part } from './result.ts';

/**
 * How far remaining lives were off, as they are and capped: early in a life nothing shows, so
 * published figures count no life as longer than the cap. The score of the PHM 2008 challenge is
 * the sum of exp(-d/13) - 1 where d, foreseen less true, is below 0 and exp(d/10) - 1 above.
 * Source: Saxena, Goebel, Simon & Eklund 2008.
 */
export function assessLives(title: string, rows: LivesForeseen, cap: number): Part {
  const methods = [
    { method: OURS, speaker: 'ours', foreseen: rows.ours },
    { method: 'mean life less age', speaker: 'plain', foreseen: rows.meanLifeLessAge },
    { method: 'mean life left at this age', speaker: 'plain', foreseen: rows.meanLeftAtThisAge },
  ] as const;
  return {
    title,
    kind: 'remaining life',
    rows: rows.actual.length,
    methods: methods.map(({ method, speaker, foreseen }) => ({
      method,
      speaker,
      figures: {
        ...lifeFigures(rows.actual, foreseen, cap),
        ...(speaker === 'ours' ? { coverage80: coverage(rows, cap) } : {}),
      },
    })),
    evidence: evidenceShares(rows.evidence),
  };
}

function lifeFigures(actual: readonly number[], all: readonly number[], cap: number): Figures {
  const told = all.flatMap((life, at) => (Number.isNaN(life) ? [] : [at]));
  const foreseen = told.map((at) => all[at] ?? 0);
  const lives = told.map((at) => actual[at] ?? 0);
  const capped = lives.map((life) => Math.min(life, cap));
  const score = lives.reduce((sum, life, at) => sum + penalty((foreseen[at] ?? 0) - life), 0);
  return defined({
    told: told.length,
    rmse: errorsOf(foreseen, lives)?.rmse,
    rmseCapped: errorsOf(
      foreseen.map((life) => Math.min(life, cap)),
      capped,
    )?.rmse,
    mae: errorsOf(foreseen, lives)?.mae,
    score,
  });
}

const penalty = (off: number): number => (off < 0 ? Math.expm1(-off / 13) : Math.expm1(off / 10));

function coverage({ actual, low, high }: LivesForeseen, cap: number): number {
  const inside = actual.filter((life, at) => {
    const capped = Math.min(life, cap);
    return capped >= (low[at] ?? Number.NaN) && capped <= (high[at] ?? Number.NaN);
  });
  return inside.length / actual.length;
}
