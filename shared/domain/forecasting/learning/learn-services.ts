import type { Asset } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { serviceGaps } from '../upkeep/service-gaps.ts';
import { fitVisitRhythm } from '../upkeep/visit-rhythm.ts';

const NEEDED_GAPS = 5;
/** Products whose rhythm is learned; those that come later are left to the defaults. */
const PRODUCTS_HELD = 2_000;
const LONGEST_DAYS = 3_650;
/** Gaps as strong as which a spread of 0.3 in ln days stands beside that of each asset. */
const RHYTHM = { variance: 0.1, strength: 5 } as const;

type Gaps = {
  /** All gaps by length in days. */
  readonly lengths: Map<number, number>;
  planned: number;
  sumLog: number;
  /** Squares of ln days around the mean of each asset, and how many more gaps than assets. */
  squares: number;
  freedom: number;
};

export type ServicesLearning = {
  add(asset: Asset): void;
  finish(): Model['services'];
};

/** Learns how many days lie between the services of a product, from those of each of its assets. */
export function learnServices(): ServicesLearning {
  const products = new Map<string, Gaps>();
  return {
    add(asset) {
      const known = products.get(asset.product) ?? noGaps();
      if (products.size < PRODUCTS_HELD) products.set(asset.product, known);
      addGaps(known, asset);
    },
    finish: () =>
      Object.fromEntries(
        [...products]
          .filter(([, { planned }]) => planned >= NEEDED_GAPS)
          .map(([product, gaps]) => [product, rhythmOf(gaps)]),
      ),
  };
}

const noGaps = (): Gaps => ({ lengths: new Map(), planned: 0, sumLog: 0, squares: 0, freedom: 0 });

function addGaps(known: Gaps, asset: Asset): void {
  let [gaps, sum, squares] = [0, 0, 0];
  for (const { days, isPlanned } of serviceGaps(asset)) {
    const length = Math.min(days, LONGEST_DAYS);
    known.lengths.set(length, (known.lengths.get(length) ?? 0) + 1);
    if (!isPlanned) continue;
    gaps += 1;
    sum += Math.log(length);
    squares += Math.log(length) ** 2;
  }
  if (gaps === 0) return;
  known.planned += gaps;
  known.sumLog += sum;
  known.squares += Math.max(squares - (sum * sum) / gaps, 0);
  known.freedom += gaps - 1;
}

function rhythmOf({ lengths, planned, sumLog, squares, freedom }: Gaps): Model['services'][string] {
  const visits = fitVisitRhythm(lengths);
  return {
    mu: sumLog / planned,
    sigma2: (squares + RHYTHM.strength * RHYTHM.variance) / (freedom + RHYTHM.strength),
    spells: planned,
    ...(visits === undefined ? {} : { visits }),
  };
}
