import type { OrderLine } from '#shared/contracts/inbound.ts';
import { AMOUNT_MINOR, CATEGORY, type ImportRow, PRODUCT, QUANTITY } from './import-row.ts';
import type { OrderConventions } from './order-conventions.ts';

/**
 * One line per product, by product id: quantities and money added up, the unit price the mean of
 * what was paid. Fees are no lines. `rows` come in one fixed order, so sums of fractions agree.
 */
export function orderLines(rows: readonly ImportRow[], rules: OrderConventions): OrderLine[] {
  const byProduct = new Map<string, { quantity: number; minor: number; category: string }>();
  for (const row of rows) {
    if (row[PRODUCT] === '' || rules.isFee(row[PRODUCT])) continue;
    const sum = byProduct.get(row[PRODUCT]) ?? { quantity: 0, minor: 0, category: row[CATEGORY] };
    sum.quantity += Math.abs(row[QUANTITY]);
    sum.minor += Math.abs(row[AMOUNT_MINOR]);
    byProduct.set(row[PRODUCT], sum);
  }
  return [...byProduct]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([productId, { quantity, minor, category }]) => ({
      productId,
      quantity: Math.round(quantity * 1e6) / 1e6,
      unitPriceMinor: Math.round(minor / quantity),
      ...(category === '' ? {} : { category }),
    }));
}
