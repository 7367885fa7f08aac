import { steepnessOf } from '../pulse/with-pulse.ts';

/** How much the mean probability within each of several horizons moves with the level of all. */
export type Steepness = {
  /** Takes in one customer or product: log-odds within so many days. Other days than the one asked of do not count. */
  add(day: number, oddsWithin: (horizonDays: number, at: number) => number): void;
  /** Horizons, shortest first, and the mean of each; undefined for too few. */
  means(): [days: number, mean: number][] | undefined;
};

/** The steepness of forecasts made on one day; the mean of fewer than `least` says little of others. */
export function startSteepness(horizons: readonly number[], on: number, least: number): Steepness {
  const sums = horizons.map(() => 0);
  let rows = 0;
  return {
    add(day, oddsWithin) {
      if (day !== on) return;
      rows += 1;
      for (const [at, days] of horizons.entries()) {
        sums[at] = (sums[at] ?? 0) + steepnessOf(oddsWithin(days, at));
      }
    },
    means: () =>
      rows < least
        ? undefined
        : horizons.map((days, at) => [days, Math.round(((sums[at] ?? 0) / rows) * 1e4) / 1e4]),
  };
}
