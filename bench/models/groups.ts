import type { Evidence } from '#shared/domain/forecasting/forecast.ts';

/** Rows that are alike in what is known of them. */
export type Group = { readonly name: string; has(row: number): boolean };

/** Orders, or days bought on, from which rows are told apart. */
const STEPS = [0, 1, 2, 3, 5, 10];

/** Rows by what the product says of the evidence, then by how many orders it knew. */
export function groupsOf(rows: {
  readonly evidence: readonly Evidence[];
  readonly known: readonly number[];
  /** What `known` counts; orders when absent. */
  readonly knownAs?: string;
}): Group[] {
  const counted = rows.knownAs ?? 'order';
  const byEvidence = (['none', 'thin', 'enough'] as const).map((evidence) => ({
    name: `evidence ${evidence}`,
    has: (row: number) => rows.evidence[row] === evidence,
  }));
  const byOrders = STEPS.map((from, step) => {
    const next = STEPS[step + 1] ?? Number.POSITIVE_INFINITY;
    const has = (row: number): boolean => {
      const known = rows.known[row] ?? 0;
      return known >= from && known < next;
    };
    return { name: countName(counted, from, next), has };
  });
  return [...byEvidence, ...byOrders];
}

export function evidenceShares(evidence: readonly Evidence[]): Record<Evidence, number> {
  const share = (kind: Evidence): number =>
    evidence.filter((one) => one === kind).length / Math.max(evidence.length, 1);
  return { none: share('none'), thin: share('thin'), enough: share('enough') };
}

const countName = (counted: string, from: number, next: number): string => {
  if (next === Number.POSITIVE_INFINITY) return `${from} ${counted}s or more`;
  return next - from > 1
    ? `${from} to ${next - 1} ${counted}s`
    : `${from} ${counted}${from === 1 ? '' : 's'}`;
};
