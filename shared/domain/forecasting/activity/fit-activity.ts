import type { ActivityParameters } from '../model.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { activityLogLikelihood } from './activity-log-likelihood.ts';
import type { HistoryTable } from './history-table.ts';

export type ActivityFit = {
  readonly parameters: ActivityParameters;
  readonly logLikelihood: number;
};

/** Keeps a and b from running to infinity along the ridge where only their ratio matters. */
const RIDGE = 1e-3;
const ORDERS = [1, 2, 3] as const;

/**
 * MBG/CNBD-k by maximum likelihood, the order k in 1 to 3 by likelihood too.
 * @throws RangeError when the table is empty.
 */
export function fitActivity(table: HistoryTable): ActivityFit {
  let best = fitActivityOfOrder(table, ORDERS[0]);
  for (const k of ORDERS.slice(1)) {
    const fit = fitActivityOfOrder(table, k, best.parameters);
    if (fit.logLikelihood > best.logLikelihood) best = fit;
  }
  return best;
}

/**
 * MBG/CNBD-k of one order by Nelder-Mead on the logarithms of r, alpha, a, b.
 * @throws RangeError when the table is empty.
 */
export function fitActivityOfOrder(
  table: HistoryTable,
  k: number,
  near?: ActivityParameters,
): ActivityFit {
  if (table.rows === 0) throw new RangeError('no histories to fit activity to');
  const toParameters = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]) => ({
    k,
    r: Math.exp(r),
    alpha: Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const penalised = (logs: readonly number[]): number =>
    RIDGE * logs.reduce((sum, log) => sum + log * log, 0) -
    activityLogLikelihood(toParameters(logs), table);
  const start = [0, Math.log(1.5 * k * meanGap(table)), Math.log(near?.a ?? 0.5)];
  const found = nelderMead(penalised, [...start, Math.log(near?.b ?? 2)]);
  const parameters = toParameters(found.at);
  return { parameters, logLikelihood: activityLogLikelihood(parameters, table) };
}

/** Mean gap of those who came again; half the mean observation when nobody did. */
export function meanGap({ rows, repeats, lastAt, observed, weight }: HistoryTable): number {
  let [gaps, time, watched, customers] = [0, 0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    const count = weight[row] ?? 0;
    gaps += count * (repeats[row] ?? 0);
    time += count * (lastAt[row] ?? 0);
    watched += count * (observed[row] ?? 0);
    customers += count;
  }
  return Math.max(gaps > 0 ? time / gaps : watched / customers / 2, 1e-3);
}
