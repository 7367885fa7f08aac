import type { ChoiceRow, PlainCounts } from './choose-rows.ts';

/** What every contender lost at one moment of one customer; undefined where one showed nothing. */
export type Losses = {
  readonly customer: number;
  readonly losses: readonly (number | undefined)[];
};

/** Two contenders over the moments at which both showed something. */
export type Comparison = {
  readonly customers: number;
  readonly moments: number;
  /** Mean losses of the two, the first minus the second, and the standard error of that. */
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  readonly standardError: number;
};

/** Nobody is believed to be surer than this, so that one miss cannot decide. */
const SUREST = 1e-3;
/** Moments as strong as which all classes of the plain rule stand against the own one. */
const PLAIN_STRENGTH = 10;

/**
 * Compares two contenders moment by moment. Moments of one customer resemble each other, so the
 * standard error is that of sums by customer (Cameron & Miller, A Practitioner's Guide to
 * Cluster-Robust Inference, 2015). Of fewer than two customers nothing is known.
 */
export function compared(rows: readonly Losses[], first: number, second: number): Comparison {
  const byCustomer = new Map<number, { difference: number; moments: number }>();
  let [moments, firstSum, secondSum] = [0, 0, 0];
  for (const { customer, losses } of rows) {
    const [one, other] = [losses[first], losses[second]];
    if (one === undefined || other === undefined) continue;
    const sums = byCustomer.get(customer) ?? { difference: 0, moments: 0 };
    byCustomer.set(customer, sums);
    sums.difference += one - other;
    sums.moments += 1;
    moments += 1;
    firstSum += one;
    secondSum += other;
  }
  const customers = byCustomer.size;
  const difference = (firstSum - secondSum) / Math.max(moments, 1);
  let squares = 0;
  for (const sums of byCustomer.values()) {
    squares += (sums.difference - difference * sums.moments) ** 2;
  }
  const standardError =
    customers < 2
      ? Number.POSITIVE_INFINITY
      : Math.sqrt((squares * customers) / (customers - 1)) / moments;
  const means = {
    first: firstSum / Math.max(moments, 1),
    second: secondSum / Math.max(moments, 1),
  };
  return { customers, moments, ...means, difference, standardError };
}

/** Logarithmic losses by contender, and last of the plain rule: how often it came true after as long. */
export function logLosses(rows: readonly ChoiceRow[], plain: PlainCounts): Losses[] {
  const foretold = plainRule(plain);
  return rows.map(({ customer, said, plainClass, happened }) => ({
    customer,
    losses: [...said, foretold(plainClass)].map((probability) =>
      probability === undefined ? undefined : logLoss(probability, happened),
    ),
  }));
}

/** Further off is no worse: a date that late is no use, and one customer must not decide. */
const FARTHEST_OFF_DAYS = 60;

/** Days off by contender and of the plain rule, where it came. */
export const dateLosses = (rows: readonly ChoiceRow[]): Losses[] =>
  rows.flatMap(({ customer, dateErrors }) =>
    dateErrors === undefined
      ? []
      : [{ customer, losses: dateErrors.map((days) => days && Math.min(days, FARTHEST_OFF_DAYS)) }],
  );

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
