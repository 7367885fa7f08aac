import { beforeAll, describe, expect, it } from 'vitest';
import { addToPair, openPair } from '#shared/domain/customer/pair.ts';
import { withVisit } from '#shared/domain/customer/rhythm.ts';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { hasData, readData } from '../read-data.ts';

const FILE = 'retail_uk_orders.csv.gz';
const CUT = dayOfIso('2011-08-31');
const HORIZON_DAYS = 90;

describe.skipIf(!hasData(FILE))('churn of UK online retail, 90 days from 2011-08-31', () => {
  const folds = new Map<string, Fold>();
  const stayed = new Set<string>();
  let model: Model;

  beforeAll(() => {
    for (const sale of sales()) {
      if (sale.day <= CUT) folds.set(sale.customer, withSale(folds.get(sale.customer), sale));
      else if (sale.day <= CUT + HORIZON_DAYS) stayed.add(sale.customer);
    }
    const learning = startLearning();
    for (const fold of folds.values()) learning.add(fold, CUT);
    model = learning.finish('learned', CUT);
  });

  it('ranks and grades customers without signals as silence alone does', () => {
    const graded = [...folds].map(([customer, fold]) => ({
      probability: forecastChurn(fold, model, CUT, HORIZON_DAYS).probability,
      left: stayed.has(customer) ? 0 : 1,
    }));
    const squares = graded.map(({ probability, left }) => (probability - left) ** 2);
    expect(graded.length).toBe(2_447);
    expect(squares.reduce((sum, square) => sum + square, 0) / graded.length).toBeLessThan(0.2092);
    expect(areaUnderCurve(graded)).toBeGreaterThan(0.748);
  });

  it('takes hardly any of these products as bought steadily enough to be overdue', () => {
    const overdue = [...folds.values()].filter((fold) =>
      forecastChurn(fold, model, CUT).reasons.some(({ code }) => code === 'overdue-products'),
    );
    expect(overdue.length).toBeLessThan(folds.size / 100);
  });
});

type Sale = { day: number; customer: string; product: string; quantity: number; minor: number };

function withSale(known: Fold | undefined, { day, product, quantity, minor }: Sale): Fold {
  const fold = known ?? emptyFold();
  const pair = fold.pairs[product];
  fold.facts += 1;
  if (fold.visits?.last !== day) fold.orders += 1;
  fold.visits = withVisit(fold.visits, day);
  fold.spentMinor += minor;
  if (fold.visits.n === 1) fold.firstSpentMinor += minor;
  fold.pairs[product] =
    pair === undefined ? openPair(day, quantity) : addToPair(pair, day, quantity);
  return fold;
}

/** Lines that sell a product with a five-digit code, oldest first. */
const sales = (): Sale[] =>
  readData(FILE)
    .map((row) => ({
      day: dayOfIso(row['ts_local']?.slice(0, 10) ?? ''),
      customer: row['customer_id'] ?? '',
      product: row['product_id'] ?? '',
      quantity: Number(row['quantity']),
      minor: Math.round(Number(row['quantity']) * Number(row['unit_price_gbp']) * 100),
    }))
    .filter(
      ({ product, quantity, minor }) =>
        quantity > 0 && minor > 0 && /^\d{5}[A-Za-z]?$/.test(product),
    )
    .sort((a, b) => a.day - b.day);

/** Probability that one who left is scored above one who stayed. */
function areaUnderCurve(graded: readonly { probability: number; left: number }[]): number {
  const sorted = [...graded].sort((a, b) => a.probability - b.probability);
  const left = graded.filter((row) => row.left === 1).length;
  const ranks = sorted.reduce((sum, row, at) => sum + (row.left === 1 ? at + 1 : 0), 0);
  return (ranks - (left * (left + 1)) / 2) / (left * (graded.length - left));
}
