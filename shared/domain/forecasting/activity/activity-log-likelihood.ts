import type { ActivityParameters } from '../model.ts';
import { logBeta, logGamma } from '../statistics/log-gamma.ts';
import { logSumExp } from '../statistics/log-sum-exp.ts';
import type { HistoryTable } from './history-table.ts';

const SHORTEST_SILENCE = 1e-9;

/**
 * Log-likelihood of a table of histories under MBG/CNBD-k; see log-states.ts for the terms. What
 * depends on the number of repeats alone is computed once per number.
 */
export function activityLogLikelihood(parameters: ActivityParameters, table: HistoryTable): number {
  const { k, r, alpha, a, b } = parameters;
  const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  const termsOf = remembered((repeats) => termsByRepeats(parameters, repeats));
  let sum = (k - 1) * table.sumLogGap;
  for (let row = 0; row < table.rows; row += 1) {
    const repeats = table.repeats[row] ?? 0;
    const lastAt = table.lastAt[row] ?? 0;
    const observed = table.observed[row] ?? 0;
    const terms = termsOf(repeats);
    const shape = r + k * repeats;
    const left = terms.left - shape * Math.log(alpha + lastAt);
    const logSilence = k === 1 ? 0 : Math.log(Math.max(observed - lastAt, SHORTEST_SILENCE));
    const logClock = Math.log(alpha + observed);
    let all = left;
    for (let stage = 0; stage < k; stage += 1) {
      const active = (terms.active[stage] ?? 0) + stage * logSilence - (shape + stage) * logClock;
      all = logSumExp(all, active);
    }
    sum += (table.weight[row] ?? 0) * (constant + terms.perRow + all);
  }
  return sum;
}

type Terms = { readonly left: number; readonly active: readonly number[]; readonly perRow: number };

function termsByRepeats({ k, r, a, b }: ActivityParameters, repeats: number): Terms {
  const shape = r + k * repeats;
  const staying = logBeta(a, b + repeats + 1);
  return {
    left: logBeta(a + 1, b + repeats) + logGamma(shape),
    active: Array.from(
      { length: k },
      (_, stage) => staying - logGamma(stage + 1) + logGamma(shape + stage),
    ),
    perRow: -repeats * logGamma(k),
  };
}

/** Remembers what was computed for each whole number. */
function remembered(compute: (repeats: number) => Terms): (repeats: number) => Terms {
  const known: Terms[] = [];
  return (repeats) => {
    const terms = known[repeats] ?? compute(repeats);
    known[repeats] = terms;
    return terms;
  };
}
