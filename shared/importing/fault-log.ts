import type { RowFault } from './import-row.ts';

/** Counts every fault, keeps the first ones. */
export type FaultLog = {
  add(fault: RowFault): void;
  count(): number;
  /** The kept faults by line. */
  kept(): readonly RowFault[];
  /** How often each reason was given, values left out, most frequent first. */
  byReason(): readonly { readonly reason: string; readonly rows: number }[];
};

/** Faults kept in full; beyond it they are only counted, so that memory stays bounded. */
export const FAULTS_KEPT = 1_000;
const REASONS_KEPT = 100;

/** A reason without the values that it quotes, the same for all rows with this fault. */
export const withoutValues = (reason: string): string =>
  reason
    .replace(/"[^"]*"/g, '…')
    .replace(/\border \S+ has\b/, 'order … has')
    .replace(/\bat position \d+ \(column \d+\)/, 'at position …');

export function faultLog(): FaultLog {
  let total = 0;
  const kept: RowFault[] = [];
  const reasons = new Map<string, number>();
  return {
    add: (fault) => {
      total += 1;
      if (kept.length < FAULTS_KEPT) kept.push(fault);
      const known = withoutValues(fault.reason);
      const reason = reasons.has(known) || reasons.size < REASONS_KEPT ? known : 'other';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    count: () => total,
    kept: () => [...kept].sort((a, b) => a.line - b.line),
    byReason: () =>
      [...reasons]
        .map(([reason, rows]) => ({ reason, rows }))
        .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1)),
  };
}
