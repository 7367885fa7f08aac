/** One arm of the experiment: customers, and the sum and sum of squares of what was observed of each. */
export type Arm = { readonly customers: number; readonly sum: number; readonly sumSquared: number };

/** Treated less control, per customer, between two bounds that hold however often one looks. */
export type Effect = {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
};

/** The bounds miss the truth at any look with this probability at most, in large samples. */
export const MISS_PROBABILITY = 0.05;
/** Number of customers at which the bounds are made tightest. */
export const TIGHTEST_AT = 1_000;
/** With fewer customers in an arm its spread is not known well enough to say anything. */
export const FEWEST_PER_ARM = 20;

/**
 * Difference of the two means with an asymptotic confidence sequence: the difference is the mean of
 * one term per customer (their outcome weighted by the inverse of their arm's share), to which the
 * two-sided normal-mixture boundary is applied. Undefined while an arm has fewer than 20 customers,
 * or when nobody in an arm differs from the others, as its spread is then unknown rather than 0.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics 52 (2024), Theorem 2.2 for the boundary and
 * section 3 for treatment effects.
 * @throws RangeError when a number of an arm is negative or not finite.
 */
export function effectOf(treated: Arm, control: Arm): Effect | undefined {
  for (const arm of [treated, control]) refuseImpossible(arm);
  if (Math.min(treated.customers, control.customers) < FEWEST_PER_ARM) return undefined;
  const [treatedVariance, controlVariance] = [varianceOf(treated), varianceOf(control)];
  if (treatedVariance === 0 || controlVariance === 0) return undefined;
  const varianceOfDifference =
    treatedVariance / treated.customers + controlVariance / control.customers;
  const difference = treated.sum / treated.customers - control.sum / control.customers;
  const margin =
    Math.sqrt(varianceOfDifference) * boundaryFactor(treated.customers + control.customers);
  return { difference, low: difference - margin, high: difference + margin };
}

/**
 * How many standard errors the boundary is away after `n` observations:
 * `sqrt((n rho² + 1) / (n rho²) * ln((n rho² + 1) / alpha²))`, with `rho` tuned to be tightest at
 * 1,000. Always above the 1.96 of an interval that may be looked at only once.
 * @throws RangeError when `n` is not above 0.
 */
export function boundaryFactor(n: number): number {
  if (!(n > 0)) throw new RangeError(`observations must be above 0, got ${n}`);
  const logTerm = -2 * Math.log(MISS_PROBABILITY);
  const nRhoSquared = (n * (logTerm + Math.log(logTerm + 1))) / TIGHTEST_AT;
  return Math.sqrt(
    ((nRhoSquared + 1) / nRhoSquared) * Math.log((nRhoSquared + 1) / MISS_PROBABILITY ** 2),
  );
}

/** Variance of the observations, from their sums. Rounding can make it a hair negative. */
function varianceOf({ customers, sum, sumSquared }: Arm): number {
  const mean = sum / customers;
  return Math.max(sumSquared / customers - mean * mean, 0);
}

function refuseImpossible({ customers, sum, sumSquared }: Arm): void {
  if (!(customers >= 0) || !(sumSquared >= 0) || !Number.isFinite(sum + sumSquared + customers)) {
    throw new RangeError(
      `an arm must have finite sums and no negative count, got ${customers} customers, sum ${sum}, sum of squares ${sumSquared}`,
    );
  }
}
