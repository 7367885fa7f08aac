import type { OrderLine } from '#shared/contracts/inbound.ts';
import { count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { ApplyContext } from './apply-fact.ts';
import type { LedgerEvent } from './fact.ts';
import { addToPair, openPair } from './pair.ts';
import { withVisit } from './rhythm.ts';
import type { Fold } from './state.ts';

/**
 * Products a customer's state remembers. Beyond it those bought longest ago are forgotten (their
 * facts stay in the ledger), so that the item stays well under the 400 KB limit of DynamoDB.
 */
export const PAIRS_KEPT = 2_500;

const names = ['Order Completed', 'Order Refunded', 'Order Cancelled'] as const;
type OrderEvent = Extract<LedgerEvent, { type: (typeof names)[number] }>;

export const isOrderEvent = (event: LedgerEvent): event is OrderEvent =>
  names.some((name) => name === event.type);

export function applyOrderEvent(draft: Fold, event: OrderEvent, context: ApplyContext): void {
  if (event.type === 'Order Completed') applyPurchase(draft, event.properties, context.day);
  else applyReturn(draft, event.properties, context.day);
}

type Money = { readonly totalMinor: number; readonly lines: readonly OrderLine[] };

function applyPurchase(draft: Fold, order: Money, day: number): void {
  const month = monthOf(day);
  if (draft.orders === 0) draft.months = count(draft.months, month, 'firstOrder');
  draft.months = count(draft.months, month, 'orders');
  draft.months = count(draft.months, month, 'revenueMinor', order.totalMinor);
  draft.orders += 1;
  draft.spentMinor += order.totalMinor;
  draft.visits = withVisit(draft.visits, day);
  if (draft.visits.n === 1) draft.firstSpentMinor += order.totalMinor;
  for (const line of order.lines) addLine(draft, line, day);
  forgetOldest(draft);
}

/** A return takes back what was bought the same day; later it only costs money and goodwill. */
function applyReturn(draft: Fold, returned: Money, day: number): void {
  draft.months = count(draft.months, monthOf(day), 'refundedMinor', returned.totalMinor);
  draft.refundedMinor += returned.totalMinor;
  draft.returns += 1;
  for (const line of returned.lines) {
    const known = draft.pairs[line.productId];
    if (known !== undefined) draft.pairs[line.productId] = addToPair(known, day, -line.quantity);
  }
}

function addLine(draft: Fold, line: OrderLine, day: number): void {
  const known = draft.pairs[line.productId];
  draft.pairs[line.productId] =
    known === undefined ? openPair(day, line.quantity) : addToPair(known, day, line.quantity);
}

function forgetOldest(draft: Fold): void {
  const products = Object.keys(draft.pairs);
  if (products.length <= PAIRS_KEPT) return;
  const lastDay = (product: string): number => draft.pairs[product]?.[0] ?? 0;
  products.sort((a, b) => lastDay(a) - lastDay(b) || (a < b ? -1 : 1));
  for (const product of products.slice(0, products.length - PAIRS_KEPT))
    delete draft.pairs[product];
}
