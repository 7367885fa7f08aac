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

/** Undefined when everything ever bought was returned on the same day. */
export function viewPair(pair: Pair): PairView | undefined {
  const closed = closeDay(pair);
  if (closed === undefined) return undefined;
  const [, lastQuantity = 0, n = 0, first = 0, last = 0, s1 = 0, s2 = 0, ew = 0, total = 0] =
    closed;
  return {
    days: n,
    firstDay: first,
    lastDay: last,
    sumLogGap: s1,
    sumSquaredLogGap: s2,
    recentLogGap: ew,
    lastQuantity,
    totalQuantity: total,
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
  const logGap = Math.log(Math.max(openDay - last, SHORTEST_GAP_DAYS));
  const weighted = n === 1 ? logGap : ew + NEWEST_GAP_WEIGHT * (logGap - ew);
  return [
    openDay,
    openQuantity,
    n + 1,
    first,
    openDay,
    rounded(s1 + logGap),
    rounded(s2 + logGap * logGap),
    rounded(weighted),
    rounded(total + openQuantity),
  ];
}

/** Four decimals keep the stored text short; a log gap needs no more. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
