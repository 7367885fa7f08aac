import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { gapQuantile } from '../intervals/days-until.ts';
import { VARIANCE_PRIOR_GAPS } from '../intervals/log-interval.ts';
import { pairOutlook } from '../intervals/pair-outlook.ts';
import type { Model } from '../model.ts';

/** Days on which a product was bought that make it a usual one: two gaps. */
const DAYS_OF_A_HABIT = 3;
/** Overdue: later than this share of the customer's own purchases of the product. */
const OVERDUE_BEYOND = 0.9;
/** Predictive spread of ln gap up to which a product is bought steadily: p90 at most 2.2 medians. */
const STEADY_SPREAD = 0.6;

/**
 * Log-odds of leaving from how much of what the customer usually buys is past its own 90 % day.
 * Usual is what was bought steadily on three days or more and not given up already when the
 * customer last came. The share counts one product more, which is not overdue: one product alone
 * says little. Undefined when nothing is overdue, or nothing is bought steadily enough for its 90 %
 * day to mean anything (most of UK online retail).
 */
export function overdueProducts(fold: Fold, model: Model, today: number): Reason | undefined {
  const weight = model.signals.overdueProducts;
  if (weight === undefined || fold.visits === undefined) return undefined;
  const lastVisit = fold.visits.last;
  let [usual, overdue] = [0, 0];
  for (const productId in fold.pairs) {
    const product = steadyProduct(fold, productId, model);
    if (product === undefined || lastVisit - product.lastDay > product.overdueAfter) continue;
    usual += 1;
    if (today - product.lastDay > product.overdueAfter) overdue += 1;
  }
  if (overdue === 0) return undefined;
  const value = Math.round((weight * overdue * 1_000) / (usual + 1)) / 1_000;
  const text =
    usual === 1
      ? 'the usual product is overdue'
      : `${overdue} of ${usual} usual products are overdue`;
  return { code: 'overdue-products', text, value };
}

function steadyProduct(fold: Fold, productId: string, model: Model) {
  const merged = fold.pairs[productId]?.[2] ?? 0;
  if (merged + 1 < DAYS_OF_A_HABIT || !canBeSteady(model, productId, merged)) return undefined;
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined || outlook.pair.days < DAYS_OF_A_HABIT) return undefined;
  if (outlook.interval.spread > STEADY_SPREAD) return undefined;
  const overdueAfter = gapQuantile(outlook.interval, OVERDUE_BEYOND);
  return { lastDay: outlook.pair.lastDay, overdueAfter };
}

/**
 * Whether so few gaps could make the product a steady one even if they were all the same: asked
 * first, because most products are not and dawn asks of all.
 */
function canBeSteady(model: Model, productId: string, gaps: number): boolean {
  const sigma2 = model.products[productId]?.[1] ?? model.intervals.sigma2;
  const least = (VARIANCE_PRIOR_GAPS * sigma2) / (VARIANCE_PRIOR_GAPS + Math.max(gaps - 1, 0));
  return least <= STEADY_SPREAD * STEADY_SPREAD;
}
