import type { Pair } from './state.ts';

/** What a packed pair says, its open day merged as if it were over. */
export type PairView = {
  /** Days on which the product was bought (net quantity above zero). */
  readonly days: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Sum and sum of squares of ln gap (days) over the `days - 1` gaps. */
  readonly sumLogGap: number;
  readonly sumSquaredLogGap: number;
  /** Exponentially weighted mean of ln gap, weight 0.3 on the newest; 0 while there is no gap. */
  readonly recentLogGap: number;
  readonly lastQuantity: number;
  readonly totalQuantity: number;
};

/** Weight of the newest gap in the exponentially weighted mean. */
export const NEWEST_GAP_WEIGHT = 0.3;
/** A gap counts as half a day at least, so that its logarithm exists. */
const SHORTEST_GAP_DAYS = 0.5;

/** A pair after its first purchase of the day. */
export const openPair = (day: number, quantity: number): Pair => [day, quantity];

/**
 * Undefined when everything ever bought was returned on the same day. Dawn asks this of every
 * product of every customer, so it reads the numbers where they stand and makes no list in between.
 */
export function viewPair(pair: Pair): PairView | undefined {
  const openDay = pair[0] ?? 0;
  const openQuantity = pair[1] ?? 0;
  const days = pair[2] ?? 0;
  if (openQuantity <= 0 && days === 0) return undefined;
  const merged = openQuantity <= 0;
  const first = pair[3] ?? 0;
  const last = pair[4] ?? 0;
  const logGap = merged || days === 0 ? 0 : logGapOf(openDay, last);
  const recent = pair[7] ?? 0;
  return {
    days: merged ? days : days + 1,
    firstDay: days === 0 ? openDay : first,
    lastDay: merged ? last : openDay,
    sumLogGap: rounded((pair[5] ?? 0) + logGap),
    sumSquaredLogGap: rounded((pair[6] ?? 0) + logGap * logGap),
    recentLogGap: merged || days === 0 ? recent : rounded(recentAfter(recent, days, logGap)),
    lastQuantity: openQuantity,
    totalQuantity: rounded((pair[8] ?? 0) + Math.max(openQuantity, 0)),
  };
}

/** The pair after `quantity` more (negative: returned) on `day`; a day before the open one counts as it. */
export function addToPair(pair: Pair, day: number, quantity: number): Pair {
  const [openDay = day, openQuantity = 0] = pair;
  if (day <= openDay) return [openDay, rounded(openQuantity + quantity), ...pair.slice(2)];
  if (quantity <= 0) return pair;
  const closed = closeDay(pair);
  return closed === undefined ? [day, quantity] : [day, quantity, ...closed.slice(2)];
}

/** The open day merged into the statistics; undefined when nothing is left of the pair. */
function closeDay(pair: Pair): Pair | undefined {
  const [
    openDay = 0,
    openQuantity = 0,
    n = 0,
    first = 0,
    last = 0,
    s1 = 0,
    s2 = 0,
    ew = 0,
    total = 0,
  ] = pair;
  if (openQuantity <= 0) return n === 0 ? undefined : pair;
  if (n === 0) return [openDay, openQuantity, 1, openDay, openDay, 0, 0, 0, openQuantity];
  const logGap = logGapOf(openDay, last);
  return [
    openDay,
    openQuantity,
    n + 1,
    first,
    openDay,
    rounded(s1 + logGap),
    rounded(s2 + logGap * logGap),
    rounded(recentAfter(ew, n, logGap)),
    rounded(total + openQuantity),
  ];
}

const logGapOf = (day: number, last: number): number =>
  Math.log(Math.max(day - last, SHORTEST_GAP_DAYS));

/** The weighted mean after one more gap; `days` were merged before it. */
const recentAfter = (recent: number, days: number, logGap: number): number =>
  days === 1 ? logGap : recent + NEWEST_GAP_WEIGHT * (logGap - recent);

/** Four decimals keep the stored text short; a log gap needs no more. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
