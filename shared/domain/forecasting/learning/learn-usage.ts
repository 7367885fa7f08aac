import type { Asset, Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';

const NEEDED = { assets: 3, increments: 20 } as const;
const PRODUCTS_HELD = 2_000;
const DISPERSION_DAYS = { least: 0.1, most: 60 } as const;

export type UsageLearning = {
  add(fold: Fold): void;
  finish(shipped: Model, today: number): Pick<Model, 'usage'>;
};

/** Learns how fast the meters of each product run, and how evenly. */
export function learnUsage(): UsageLearning {
  const products = new Map<string, { assets: number; used: number; days: number }>();
  const evenness = { freedom: 0, squares: 0 };
  const addAsset = ({ product, readings }: Asset): void => {
    const [first, last] = [readings[0], readings.at(-1)];
    if (first === undefined || last === undefined || last[0] <= first[0]) return;
    const known = products.get(product) ?? { assets: 0, used: 0, days: 0 };
    if (products.size < PRODUCTS_HELD) products.set(product, known);
    known.assets += 1;
    known.used += last[1] - first[1];
    known.days += last[0] - first[0];
    const perDay = (last[1] - first[1]) / (last[0] - first[0]);
    if (readings.length < 3 || !(perDay > 0)) return;
    evenness.freedom += readings.length - 2;
    evenness.squares += unevenness(readings, perDay);
  };
  return {
    add(fold) {
      for (const asset of Object.values(fold.assets)) addAsset(asset);
    },
    finish({ usage }, today) {
      const taught = [...products].filter(
        ([, { assets, used }]) => assets >= NEEDED.assets && used > 0,
      );
      const rates = Object.fromEntries(taught.map(([id, { used, days }]) => [id, used / days]));
      const { freedom, squares } = evenness;
      const enough = freedom >= NEEDED.increments;
      const { least, most } = DISPERSION_DAYS;
      const measured = Math.min(Math.max(squares / Math.max(freedom, 1), least), most);
      const what = `${taught.length} products, ${freedom} readings beyond the second`;
      return {
        usage: {
          ...usage,
          rates,
          dispersionDays: enough ? measured : usage.dispersionDays,
          from: enough ? learnedFrom(what, today) : stillShipped(usage.from, what),
        },
      };
    },
  };
}

/** Sum over increments of (used - rate t)² / (rate² t). */
function unevenness(readings: Asset['readings'], perDay: number): number {
  let sum = 0;
  for (let at = 1; at < readings.length; at += 1) {
    const [before, after] = [readings[at - 1], readings[at]];
    if (before === undefined || after === undefined || after[0] <= before[0]) continue;
    const days = after[0] - before[0];
    sum += (after[1] - before[1] - perDay * days) ** 2 / (perDay * perDay * days);
  }
  return sum;
}
