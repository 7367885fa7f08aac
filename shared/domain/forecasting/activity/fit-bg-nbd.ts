import { logBeta, logGamma } from '../statistics/log-gamma.ts';
import { logSumExp } from '../statistics/log-sum-exp.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { meanGap } from './fit-activity.ts';
import type { HistoryTable } from './history-table.ts';

export type BgNbdParameters = {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
};

const RIDGE = 1e-3;

/**
 * BG/NBD by maximum likelihood, for reference only: it takes every one-time buyer for alive.
 * Source: Fader, Hardie & Lee (2005), equation 6.
 * @throws RangeError when the table is empty.
 */
export function fitBgNbd(table: HistoryTable): {
  readonly parameters: BgNbdParameters;
  readonly logLikelihood: number;
} {
  if (table.rows === 0) throw new RangeError('no histories to fit BG/NBD to');
  const toParameters = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]) => ({
    r: Math.exp(r),
    alpha: Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const penalised = (logs: readonly number[]): number =>
    RIDGE * logs.reduce((sum, log) => sum + log * log, 0) -
    bgNbdLogLikelihood(toParameters(logs), table);
  const start = [0, Math.log(1.5 * meanGap(table)), Math.log(0.5), Math.log(2)];
  const parameters = toParameters(nelderMead(penalised, start).at);
  return { parameters, logLikelihood: bgNbdLogLikelihood(parameters, table) };
}

function bgNbdLogLikelihood({ r, alpha, a, b }: BgNbdParameters, table: HistoryTable): number {
  const constant = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  let sum = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const repeats = table.repeats[row] ?? 0;
    const shape = r + repeats;
    const active = logBeta(a, b + repeats) - shape * Math.log(alpha + (table.observed[row] ?? 0));
    const left =
      repeats === 0
        ? Number.NEGATIVE_INFINITY
        : logBeta(a + 1, b + repeats - 1) - shape * Math.log(alpha + (table.lastAt[row] ?? 0));
    sum += (table.weight[row] ?? 0) * (constant + logGamma(shape) + logSumExp(active, left));
  }
  return sum;
}
