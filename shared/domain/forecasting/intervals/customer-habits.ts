import type { PairView } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { knownOfCustomer } from './known-of-customer.ts';

/** How a customer shops, over all products together; no day of looking at it is in it. */
export type CustomerHabits = {
  /** Days on which something was bought. */
  readonly visits: number;
  readonly firstVisit: number;
  readonly lastVisit: number;
  /** Sum of ln days between visits. */
  readonly sumLogVisitGap: number;
  /** Products bought, and on how many days each, summed. */
  readonly products: number;
  readonly purchases: number;
  /** Last days of all products, ascending. */
  readonly lastDays: Float64Array;
  /** Known visit days, ascending, each once: the first and the last day of every product. */
  readonly visitDays: readonly number[];
  /** Mean value of an order, minor units. */
  readonly orderMinor: number;
};

/** The habits of a customer; undefined without any visit. Remembered while the fold stays as it is. */
export function customerHabits(fold: Fold): CustomerHabits | undefined {
  const known = knownOfCustomer(fold);
  if (known.habits === null) known.habits = habitsOf(fold, known.pairs);
  return known.habits;
}

/** Known visits after `day`; first and last days of products leave out few, and old ones at that. */
export const visitsAfter = ({ visitDays }: CustomerHabits, day: number): number =>
  visitDays.length - firstAbove(visitDays, day);

/** Products whose last purchase was on `day`. */
export const lastBoughtOn = ({ lastDays }: CustomerHabits, day: number): number =>
  firstAbove(lastDays, day) - firstAbove(lastDays, day - 1);

function habitsOf(fold: Fold, pairs: readonly PairView[]): CustomerHabits | undefined {
  const { visits } = fold;
  if (visits === undefined) return undefined;
  const firstDays = new Float64Array(pairs.length);
  const lastDays = new Float64Array(pairs.length);
  let purchases = 0;
  for (const [at, pair] of pairs.entries()) {
    firstDays[at] = pair.firstDay;
    lastDays[at] = pair.lastDay;
    purchases += pair.days;
  }
  firstDays.sort();
  lastDays.sort();
  return {
    visits: visits.n,
    firstVisit: visits.first,
    lastVisit: visits.last,
    sumLogVisitGap: visits.s1,
    products: pairs.length,
    purchases,
    lastDays,
    visitDays: eachOnce(firstDays, lastDays),
    orderMinor: fold.orders === 0 ? 0 : fold.spentMinor / fold.orders,
  };
}

/** The days of two ascending lists in one, each day once. */
function eachOnce(some: Float64Array, others: Float64Array): number[] {
  const days: number[] = [];
  let [at, other] = [0, 0];
  while (at < some.length || other < others.length) {
    const day = Math.min(some[at] ?? Infinity, others[other] ?? Infinity);
    days.push(day);
    while (some[at] === day) at += 1;
    while (others[other] === day) other += 1;
  }
  return days;
}

/** How many of the ascending days are not above `day`. */
function firstAbove(ascending: ArrayLike<number>, day: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > day) high = middle;
    else low = middle + 1;
  }
  return low;
}
