import { beforeAll, describe, expect, it } from 'vitest';
import { addToPair, openPair, viewPair } from '#shared/domain/customer/pair.ts';
import { withVisit } from '#shared/domain/customer/rhythm.ts';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { learnIntervals } from '#shared/domain/forecasting/learning/learn-intervals.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { hasData, readData } from './read-data.ts';

const FILE = 'retail_uk_orders.csv.gz';
const CUT = dayOfIso('2011-08-31');
const HORIZON_DAYS = 14;

describe.skipIf(!hasData(FILE))('UK online retail, learned to 2011-08-31', () => {
  let learned: Pick<Model, 'intervals' | 'products'>;
  let folds: Map<string, Fold>;
  let later: Set<string>;

  beforeAll(() => {
    ({ folds, later } = shopAt(CUT));
    const learning = learnIntervals();
    for (const fold of folds.values()) learning.add(fold, CUT);
    learned = learning.finish(defaultModel(), CUT);
  });

  it('has the variances within and between pairs of the reference', () => {
    expect(learned.intervals.sigma2).toBeCloseTo(0.737, 2);
    expect(Math.abs(learned.intervals.tau2 - 0.234)).toBeLessThan(0.02);
    expect(Math.abs(learned.intervals.omega2 - 0.09)).toBeLessThan(0.03);
    expect(Math.abs(learned.intervals.mu - 3.659)).toBeLessThan(0.15);
    expect(Math.abs(learned.intervals.kappaProduct - 8)).toBeLessThan(1);
  });

  it('says of pairs bought at least three times how many are bought again, and which', () => {
    const model = { ...defaultModel(), ...learned };
    const scored: { probability: number; happened: boolean }[] = [];
    for (const [customer, fold] of folds) {
      for (const forecast of forecastAllReplenishments(fold, model, CUT, HORIZON_DAYS)) {
        const { subject, probability } = forecast;
        if ((viewPair(fold.pairs[subject] ?? [0, 0])?.days ?? 0) < 3) continue;
        scored.push({ probability, happened: later.has(`${customer} ${subject}`) });
      }
    }
    const expected = scored.reduce((sum, { probability }) => sum + probability, 0) / scored.length;
    const actual = scored.filter(({ happened }) => happened).length / scored.length;
    expect(scored.length).toBeGreaterThan(8_000);
    expect(Math.abs(expected - actual)).toBeLessThan(0.03);
    expect(areaUnderCurve(scored)).toBeGreaterThan(0.67);
  });
});

/** Every customer as of the cut, and `customer product` of what is bought within the horizon. */
function shopAt(cut: number): { folds: Map<string, Fold>; later: Set<string> } {
  const folds = new Map<string, Fold>();
  const later = new Set<string>();
  for (const { day, customer, product, quantity } of saleLines()) {
    if (day > cut + HORIZON_DAYS) break;
    if (day > cut) {
      later.add(`${customer} ${product}`);
      continue;
    }
    const fold = folds.get(customer) ?? emptyFold();
    folds.set(customer, fold);
    fold.facts += 1;
    fold.visits = withVisit(fold.visits, day);
    const known = fold.pairs[product];
    fold.pairs[product] =
      known === undefined ? openPair(day, quantity) : addToPair(known, day, quantity);
  }
  return { folds, later };
}

/** Lines that sell a product with a five-digit code, oldest first. */
function saleLines() {
  return readData(FILE)
    .map((row) => ({
      day: dayOfIso(row['ts_local']?.slice(0, 10) ?? ''),
      customer: row['customer_id'] ?? '',
      product: row['product_id'] ?? '',
      quantity: Number(row['quantity']),
      price: Number(row['unit_price_gbp']),
    }))
    .filter(
      ({ product, quantity, price }) =>
        quantity > 0 && price > 0 && /^\d{5}[A-Za-z]?$/.test(product),
    )
    .sort((a, b) => a.day - b.day);
}

/** Probability that one that happened is scored above one that did not. */
function areaUnderCurve(scored: readonly { probability: number; happened: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => a.probability - b.probability);
  let [ranks, happened] = [0, 0];
  for (const [at, row] of sorted.entries()) {
    if (!row.happened) continue;
    ranks += at + 1;
    happened += 1;
  }
  return (ranks - (happened * (happened + 1)) / 2) / (happened * (sorted.length - happened));
}
