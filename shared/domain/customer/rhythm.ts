import type * as z from 'zod';
import { NEWEST_GAP_WEIGHT } from './pair.ts';
import type { rhythm } from './state.ts';

export type Rhythm = z.infer<typeof rhythm>;

/** The customer's visit rhythm after a visit on `day`; several visits on one day are one. */
export function withVisit(known: Rhythm | undefined, day: number): Rhythm {
  if (known === undefined) return { n: 1, first: day, last: day, s1: 0, s2: 0, ew: 0 };
  if (day <= known.last) return known;
  const logGap = Math.log(day - known.last);
  return {
    ...known,
    n: known.n + 1,
    last: day,
    s1: rounded(known.s1 + logGap),
    s2: rounded(known.s2 + logGap * logGap),
    ew:
      known.n === 1 ? rounded(logGap) : rounded(known.ew + NEWEST_GAP_WEIGHT * (logGap - known.ew)),
  };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
