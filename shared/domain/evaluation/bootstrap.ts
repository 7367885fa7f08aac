import { seededRandom } from './seeded-random.ts';

/** What resampling says of a figure: its standard deviation and its 95 % interval. */
export type Spread = { readonly sd: number; readonly low: number; readonly high: number };

/**
 * How much a figure would vary had other units been observed: whole units (customers, machines) are
 * drawn with replacement, and every row counts as often as its unit was drawn. `units` numbers the
 * unit of each row from 0 without gaps; `figure` gets the weight of each row. Undefined when fewer than two draws give a figure. Percentile interval.
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapters 6 and 13.
 */
export function bootstrap(
  units: ArrayLike<number>,
  figure: (weights: Float64Array) => number | undefined,
  { draws = 200, seed = 1 }: { readonly draws?: number; readonly seed?: number } = {},
): Spread | undefined {
  const random = seededRandom(seed);
  const count = new Set(Array.from(units)).size;
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = new Float64Array(count);
    for (let unit = 0; unit < count; unit += 1) {
      const at = Math.floor(random() * count);
      drawn[at] = (drawn[at] ?? 0) + 1;
    }
    const value = figure(Float64Array.from(units, (unit) => drawn[unit] ?? 0));
    if (value !== undefined) found.push(value);
  }
  return found.length < 2 ? undefined : spreadOf(found);
}

function spreadOf(found: readonly number[]): Spread {
  const sorted = [...found].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? mean;
  return { sd: Math.sqrt(squares / (sorted.length - 1)), low: at(0.025), high: at(0.975) };
}
