import type { ChoiceRow, PlainCounts } from './choose-rows.ts';

/** Mean losses over the same moments, and how surely one contender's is smaller than another's. */
export type Scores = {
  readonly customers: number;
  readonly moments: number;
  readonly happened: number;
  /** Mean logarithmic loss by contender, the plain rule last. */
  readonly losses: readonly number[];
  /** Mean loss of the first minus that of the second, and its standard error. */
  compare(first: number, second: number): Difference;
};

export type Difference = { readonly mean: number; readonly standardError: number };

/** Nobody is believed to be surer than this, so that one miss cannot decide. */
const SUREST = 1e-3;
/** Moments as strong as which all classes of the plain rule stand against the own one. */
const PLAIN_STRENGTH = 10;

/**
 * Logarithmic loss of every contender, and of the plain rule, which says how often it came true
 * after as long a time. Moments of one customer resemble each other, so the standard error is that
 * of sums by customer (Cameron & Miller, A Practitioner's Guide to Cluster-Robust Inference, 2015).
 */
export function scoresOf(rows: readonly ChoiceRow[], plain: PlainCounts): Scores {
  const contenders = (rows[0]?.said.length ?? 0) + 1;
  const byCustomer = new Map<number, Float64Array>();
  const totals = new Float64Array(contenders);
  const foretold = plainRule(plain);
  let happened = 0;
  for (const row of rows) {
    const sums = byCustomer.get(row.customer) ?? new Float64Array(contenders + 1);
    byCustomer.set(row.customer, sums);
    if (row.happened) happened += 1;
    const said = [...row.said, foretold(row.plainClass)];
    for (const [at, probability] of said.entries()) {
      const loss = logLoss(probability, row.happened);
      sums[at] = (sums[at] ?? 0) + loss;
      totals[at] = (totals[at] ?? 0) + loss;
    }
    sums[contenders] = (sums[contenders] ?? 0) + 1;
  }
  const moments = rows.length;
  return {
    customers: byCustomer.size,
    moments,
    happened,
    losses: [...totals].map((total) => total / Math.max(moments, 1)),
    compare: (first, second) => compared(byCustomer, first, second, contenders),
  };
}

function compared(
  byCustomer: ReadonlyMap<number, Float64Array>,
  first: number,
  second: number,
  countAt: number,
): Difference {
  let [sum, moments] = [0, 0];
  for (const sums of byCustomer.values()) {
    sum += (sums[first] ?? 0) - (sums[second] ?? 0);
    moments += sums[countAt] ?? 0;
  }
  const customers = byCustomer.size;
  if (customers < 2) return { mean: 0, standardError: Number.POSITIVE_INFINITY };
  const mean = sum / moments;
  let squares = 0;
  for (const sums of byCustomer.values()) {
    const off = (sums[first] ?? 0) - (sums[second] ?? 0) - mean * (sums[countAt] ?? 0);
    squares += off * off;
  }
  return { mean, standardError: Math.sqrt((squares * customers) / (customers - 1)) / moments };
}

/** Share that came true in the class, drawn to the share in all while the class is small. */
function plainRule({ happened, all }: PlainCounts): (plainClass: number) => number {
  const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
  const usual = (sum(happened) + 0.5) / (sum(all) + 1);
  return (plainClass) =>
    ((happened[plainClass] ?? 0) + PLAIN_STRENGTH * usual) /
    ((all[plainClass] ?? 0) + PLAIN_STRENGTH);
}

function logLoss(probability: number, happened: boolean): number {
  const sure = Math.min(Math.max(probability, SUREST), 1 - SUREST);
  return -Math.log(happened ? sure : 1 - sure);
}
