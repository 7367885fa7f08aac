import { steepnessOf } from '../pulse/with-pulse.ts';

/**
 * Below this the level hardly moves a forecast: it is settled, such as that a customer long gone
 * comes again. Many of them would hide how far off all others are.
 */
const SETTLED = 0.01;

/** How much the mean probability within each of several horizons moves with the level of all. */
export type Steepness = {
  /** Takes in one customer or product: log-odds within so many days. Other days than the one asked of do not count. */
  add(day: number, oddsWithin: (horizonDays: number, at: number) => number): void;
  /** Horizons, shortest first, and the mean of each; undefined for too few. */
  means(): [days: number, mean: number][] | undefined;
};

/**
 * The steepness of forecasts made on one day, those that are settled left out. Where fewer than
 * `least` are open at any horizon, their mean says little of others.
 */
export function startSteepness(horizons: readonly number[], on: number, least: number): Steepness {
  const sums = horizons.map(() => 0);
  const rows = horizons.map(() => 0);
  return {
    add(day, oddsWithin) {
      if (day !== on) return;
      for (const [at, days] of horizons.entries()) {
        const steepness = steepnessOf(oddsWithin(days, at));
        if (steepness < SETTLED) continue;
        sums[at] = (sums[at] ?? 0) + steepness;
        rows[at] = (rows[at] ?? 0) + 1;
      }
    },
    means: () =>
      Math.max(...rows) < least
        ? undefined
        : horizons.map((days, at) => [days, meanOf(sums[at] ?? 0, rows[at] ?? 0)]),
  };
}

/** 0 where all are settled. */
const meanOf = (sum: number, rows: number): number =>
  rows === 0 ? 0 : Math.round((sum / rows) * 1e4) / 1e4;
