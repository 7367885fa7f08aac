import type { Model } from '#shared/domain/forecasting/model.ts';
import { assessAmounts } from '../assess-amounts.ts';
import type { Shop } from '../data/shop.ts';
import { OURS } from '../foreseen.ts';
import { foreseePurchases } from '../kinds/purchases.ts';
import { foreseeSpend, type SpendAsked } from '../kinds/spend.ts';
import { beside, figureOf, type Piece } from '../piece.ts';
import { atMost } from '../targets.ts';

/** How often customers buy, and for how much, beside what others reach; `rmse` has to be reached. */
export function amountPieces(
  shop: Shop,
  model: Model,
  asked: SpendAsked,
  { protocol, rmse }: { readonly protocol: string; readonly rmse?: number },
): Piece[] {
  const weeks = Math.round(asked.horizonDays / 7);
  const purchases = assessAmounts(
    `purchases in the next ${weeks} weeks`,
    foreseePurchases(shop, model, asked),
  );
  const spend = assessAmounts(
    `spent a purchase in the next ${weeks} weeks, USD`,
    foreseeSpend(shop, model, asked),
  );
  const found = figureOf(purchases, OURS, 'rmse');
  return [
    {
      parts: [beside(purchases, protocol, 'purchases')],
      targets:
        rmse === undefined ? [] : [atMost(`${purchases.title}, RMSE`, found, { reach: rmse })],
    },
    { parts: [beside(spend, protocol, 'spend')] },
  ];
}
