import { seededRandom } from './seeded-random.ts';

/** Dates foreseen beside dates that came; days from any one origin a row. */
export type DatedRows = {
  /** Smaller is sooner. */
  readonly foreseen: ArrayLike<number>;
  /** Day of the event, or the last day on which it was looked for. */
  readonly actual: ArrayLike<number>;
  /** 1 where the event came, 0 where it had not come until `actual`. */
  readonly came: ArrayLike<number>;
};

/** A draw finds a comparable pair this often at least in data worth judging. */
const TRIES_PER_PAIR = 50;

/**
 * Harrell's C-index: the share of comparable pairs of rows that are foreseen in the right order,
 * equal forecasts counting half. A pair is comparable when the earlier of two different days is an
 * event. Taken over `pairs` random pairs, the same for the same seed. Undefined when there are none.
 * Source: Harrell, Lee & Mark 1996.
 */
export function concordance(
  rows: DatedRows,
  { pairs = 200_000, seed = 1 }: { readonly pairs?: number; readonly seed?: number } = {},
): number | undefined {
  const { foreseen, actual, came } = rows;
  const random = seededRandom(seed);
  let [comparable, right] = [0, 0];
  for (let tries = 0; comparable < pairs && tries < pairs * TRIES_PER_PAIR; tries += 1) {
    const a = Math.floor(random() * actual.length);
    const b = Math.floor(random() * actual.length);
    const [dayA = 0, dayB = 0] = [actual[a], actual[b]];
    if (dayA === dayB) continue;
    const [first, second] = dayA < dayB ? [a, b] : [b, a];
    if (came[first] !== 1) continue;
    comparable += 1;
    const lead = (foreseen[second] ?? 0) - (foreseen[first] ?? 0);
    right += lead > 0 ? 1 : lead === 0 ? 0.5 : 0;
  }
  return comparable === 0 ? undefined : right / comparable;
}
