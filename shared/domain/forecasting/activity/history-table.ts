import { type ActivityHistory, checkHistory } from './activity-history.ts';

/** Distinct histories with how many customers have each, in columns for speed. */
export type HistoryTable = {
  readonly rows: number;
  readonly repeats: Float64Array;
  readonly lastAt: Float64Array;
  readonly observed: Float64Array;
  readonly weight: Float64Array;
  /** Sum of ln gap over all repeat purchases of all customers. */
  readonly sumLogGap: number;
};

export type HistoryCollector = {
  add(history: ActivityHistory, sumLogGap: number): void;
  table(): HistoryTable;
};

/**
 * Collects histories in bounded memory: equal ones share a row, and when there are more than
 * `limit` distinct ones the times are rounded to twice as coarse a step.
 */
export function collectHistories(limit = 20_000): HistoryCollector {
  let step = 0;
  let sumLogGap = 0;
  let rows = new Map<string, { history: ActivityHistory; weight: number }>();
  const put = (history: ActivityHistory, weight: number): void => {
    const key = `${history.repeats} ${history.lastAt} ${history.observed}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { history, weight });
    else known.weight += weight;
  };
  const coarsen = (): void => {
    step = step === 0 ? 2 : step * 2;
    const finer = rows;
    rows = new Map();
    for (const { history, weight } of finer.values()) put(roundedTo(step, history), weight);
  };
  return {
    add(history, logGaps) {
      checkHistory(history);
      sumLogGap += logGaps;
      put(roundedTo(step, history), 1);
      while (rows.size > limit) coarsen();
    },
    table: () => toColumns([...rows.values()], sumLogGap),
  };
}

function roundedTo(step: number, history: ActivityHistory): ActivityHistory {
  if (step === 0 || history.observed === 0) return history;
  const lastAt = Math.round(history.lastAt / step) * step;
  const observed = Math.max(Math.round(history.observed / step) * step, lastAt);
  return { repeats: history.repeats, lastAt: history.repeats === 0 ? 0 : lastAt, observed };
}

function toColumns(
  rows: readonly { history: ActivityHistory; weight: number }[],
  sumLogGap: number,
): HistoryTable {
  return {
    rows: rows.length,
    repeats: Float64Array.from(rows, ({ history }) => history.repeats),
    lastAt: Float64Array.from(rows, ({ history }) => history.lastAt),
    observed: Float64Array.from(rows, ({ history }) => history.observed),
    weight: Float64Array.from(rows, ({ weight }) => weight),
    sumLogGap,
  };
}
