/**
 * Short codes of the monthly counters that every customer carries; see `monthCounters` in
 * customer/state.ts. The first group is counted by the fold, the second by the book.
 */
export const COUNTERS = {
  orders: 'o',
  revenueMinor: 'r',
  refundedMinor: 'f',
  firstOrder: 'n',
  complaints: 'c',
  complaintsResolved: 'd',
  handlingMinutes: 'h',
  handled: 'i',
  ratings: 'q',
  satisfied: 's',
  reviews: 'v',
  positiveReviews: 'p',
  supportContacts: 'u',
  answers: 'a',

  decided: 'D',
  sent: 'S',
  heldOnce: 'H',
  suppressed: 'X',
  expired: 'E',
  /** Orders and their value within the window of a reminder that was sent. */
  attributedOrders: 'A',
  attributedMinor: 'R',
  atRisk: 'K',
  recovered: 'Y',
  lost: 'L',
  forecasts: 'F',
  forecastHappened: 'G',
  /** Sum of squared probability errors. */
  brier: 'B',
  insideInterval: 'I',
  errorDays: 'M',
  plainErrorDays: 'P',
  dated: 'N',
} as const;

export type Counter = keyof typeof COUNTERS;

/** Months a customer carries in full: this one and the twelve before it. */
export const MONTHS_KEPT = 13;

/**
 * Months of which at least the number of orders is carried: who was a customer when the last twelve
 * months began is decided by the twelve months before them.
 */
export const ORDER_MONTHS_KEPT = 25;

type Month = [number, Record<string, number>];

/**
 * The months with `amount` added to one counter of one month. Months beyond the newest 13 keep
 * their number of orders alone, and fall away beyond the newest 25.
 */
export function count(
  months: readonly Month[],
  monthIndex: number,
  counter: Counter,
  amount = 1,
): Month[] {
  if (amount === 0) return [...months];
  const code = COUNTERS[counter];
  const at = months.findIndex(([index]) => index >= monthIndex);
  const found = at >= 0 ? months[at] : undefined;
  const next: Month[] = months.map((month) => month);
  if (found !== undefined && found[0] === monthIndex) {
    next[at] = [monthIndex, { ...found[1], [code]: rounded((found[1][code] ?? 0) + amount) }];
  } else {
    next.splice(at >= 0 ? at : next.length, 0, [monthIndex, { [code]: rounded(amount) }]);
  }
  const newest = next[next.length - 1]?.[0] ?? monthIndex;
  return next.flatMap((month) => thinned(month, newest));
}

function thinned([index, amounts]: Month, newest: number): Month[] {
  if (index > newest - MONTHS_KEPT) return [[index, amounts]];
  const orders = amounts[COUNTERS.orders];
  if (orders === undefined || index <= newest - ORDER_MONTHS_KEPT) return [];
  return [[index, { [COUNTERS.orders]: orders }]];
}

/** Thousandths are enough for every counter and keep the stored text short. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
