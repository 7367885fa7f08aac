import type { ChoiceRow, PlainCounts } from './choose-rows.ts';

/** What every contender lost at one moment of one customer. */
export type Losses = { readonly customer: number; readonly losses: readonly number[] };

/** Mean losses over the same moments, and how surely one contender's is smaller than another's. */
export type Scores = {
  readonly customers: number;
  readonly moments: number;
  /** Mean loss by contender. */
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
 * Losses of all contenders over the same moments. Moments of one customer resemble each other, so
 * the standard error is that of sums by customer (Cameron & Miller, A Practitioner's Guide to
 * Cluster-Robust Inference, 2015).
 */
export function scoresOf(rows: Iterable<Losses>, contenders: number): Scores {
  const byCustomer = new Map<number, Float64Array>();
  const totals = new Float64Array(contenders);
  let moments = 0;
  for (const { customer, losses } of rows) {
    const sums = byCustomer.get(customer) ?? new Float64Array(contenders + 1);
    byCustomer.set(customer, sums);
    for (const [at, loss] of losses.entries()) {
      sums[at] = (sums[at] ?? 0) + loss;
      totals[at] = (totals[at] ?? 0) + loss;
    }
    sums[contenders] = (sums[contenders] ?? 0) + 1;
    moments += 1;
  }
  return {
    customers: byCustomer.size,
    moments,
    losses: [...totals].map((total) => total / Math.max(moments, 1)),
    compare: (first, second) => compared(byCustomer, first, second, contenders),
  };
}

/**
 * Logarithmic losses by contender, and last of the plain rule: how often it came true after as long.
 * The plain rule stands in for a contender that would have shown nothing.
 */
export function* logLosses(rows: readonly ChoiceRow[], plain: PlainCounts): Generator<Losses> {
  const foretold = plainRule(plain);
  for (const { customer, said, plainClass, happened } of rows) {
    const plainly = foretold(plainClass);
    const all = [...said, plainly].map((probability) => probability ?? plainly);
    yield { customer, losses: all.map((probability) => logLoss(probability, happened)) };
  }
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

/** Further off is no worse: a date that late is no use, and one customer must not decide. */
const FARTHEST_OFF_DAYS = 60;

/** Days off by contender and of the plain rule, where all of them named a date and it came. */
export function* dateLosses(rows: readonly ChoiceRow[]): Generator<Losses> {
  for (const { customer, dateErrors } of rows) {
    const known = dateErrors?.flatMap((days) => days ?? []) ?? [];
    if (known.length === 0 || known.length !== dateErrors?.length) continue;
    yield { customer, losses: known.map((days) => Math.min(days, FARTHEST_OFF_DAYS)) };
  }
}

function logLoss(probability: number, happened: boolean): number {
  const sure = Math.min(Math.max(probability, SUREST), 1 - SUREST);
  return -Math.log(happened ? sure : 1 - sure);
}
