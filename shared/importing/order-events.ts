import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { LIMITS } from '#shared/contracts/primitives.ts';
import { stableId } from '#shared/domain/stable-hash.ts';
import {
  AMOUNT_MINOR,
  AT_MS,
  CURRENCY,
  CUSTOMER,
  contentOf,
  type ImportRow,
  LINE,
  ORDER,
  PRODUCT,
  QUANTITY,
  type RowFault,
} from './import-row.ts';
import type { OrderConventions } from './order-conventions.ts';
import { orderLines } from './order-lines.ts';
import { shownValue } from './shown-value.ts';

/** An event, how many rows it was made of, and how many more rows only repeat it. */
export type ImportedEvent = {
  readonly event: InboundEvent;
  readonly rows: number;
  readonly repeats: number;
};
export type OrderEvents = {
  readonly events: readonly ImportedEvent[];
  readonly faults: readonly RowFault[];
};

/**
 * The orders and refunds that one customer's rows tell of. Rows with one order id are one order;
 * without order ids each row is one. Ids come from the content alone, so the same rows in any
 * order give the same events.
 */
export function orderEvents(rows: readonly ImportRow[], rules: OrderConventions): OrderEvents {
  const sorted = rows.map((row) => ({ row, content: contentOf(row) }));
  sorted.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  const events: ImportedEvent[] = [];
  const faults: RowFault[] = [];
  for (const [orderId, group] of grouped(sorted)) {
    const { purchases, refunds, refused } = split(orderId, group, rules);
    faults.push(...refused);
    for (const [type, part] of [
      ['Order Completed', purchases],
      ['Order Refunded', refunds],
    ] as const) {
      const made = part.length === 0 ? undefined : toEvent(type, orderId, part, rules);
      if (made === undefined) continue;
      if ('event' in made) events.push(made);
      else faults.push(...part.map((row) => ({ line: row[LINE], reason: made.reason })));
    }
  }
  return { events, faults };
}

const TOO_MANY = `more than ${LIMITS.quantityPerLine.toLocaleString('en')}`;

type Sorted = { readonly row: ImportRow; readonly content: string };

/** By order id; a row without one gets an id of its content and of how many such rows came before. */
function grouped(sorted: readonly Sorted[]): Map<string, ImportRow[]> {
  const groups = new Map<string, ImportRow[]>();
  let previous = '';
  let occurrence = 0;
  for (const { row, content } of sorted) {
    occurrence = content === previous ? occurrence + 1 : 1;
    previous = content;
    const id = row[ORDER] === '' ? `row:${stableId(content)}:${occurrence}` : row[ORDER];
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

/** A fee or discount below 0 belongs to the purchase it stands in, if there is one. */
function split(orderId: string, group: readonly ImportRow[], rules: OrderConventions) {
  const cancelled = rules.isCancellation(orderId);
  const isDiscount = (row: ImportRow): boolean =>
    !cancelled && row[QUANTITY] > 0 && row[AMOUNT_MINOR] < 0 && rules.isFee(row[PRODUCT]);
  const isRefund = (row: ImportRow): boolean =>
    cancelled || row[QUANTITY] < 0 || (row[AMOUNT_MINOR] < 0 && row[PRODUCT] === '');
  const isRefused = (row: ImportRow): boolean =>
    !isRefund(row) && !isDiscount(row) && row[AMOUNT_MINOR] < 0;
  const purchases = group.filter((row) => !isRefund(row) && !isDiscount(row) && !isRefused(row));
  const discounts = group.filter(isDiscount);
  const refunds = group.filter(isRefund);
  return {
    purchases: purchases.length > 0 ? [...purchases, ...discounts] : [],
    refunds: purchases.length > 0 ? refunds : [...refunds, ...discounts],
    refused: group.filter(isRefused).map((row) => ({
      line: row[LINE],
      reason: 'the money of a bought product is below 0',
    })),
  };
}

function toEvent(
  type: 'Order Completed' | 'Order Refunded',
  orderId: string,
  rows: readonly ImportRow[],
  rules: OrderConventions,
): ImportedEvent | { readonly reason: string } {
  const [first] = rows;
  if (first === undefined) throw new RangeError('an order needs at least one row');
  const lines = orderLines(rows, rules);
  if (lines.length > LIMITS.linesPerOrder)
    return {
      reason: `order ${shownValue(orderId)} has more than ${LIMITS.linesPerOrder} products`,
    };
  if (lines.some((line) => line.quantity > LIMITS.quantityPerLine))
    return { reason: `order ${shownValue(orderId)} has ${TOO_MANY} of one product` };
  const total = rows.reduce((sum, row) => sum + row[AMOUNT_MINOR], 0);
  const totalMinor = type === 'Order Refunded' ? Math.abs(total) : Math.max(total, 0);
  if (!Number.isSafeInteger(totalMinor))
    return { reason: `order ${shownValue(orderId)} has too large a total` };
  const atMs = rows.reduce((earliest, row) => Math.min(earliest, row[AT_MS]), first[AT_MS]);
  const properties = { orderId, currency: first[CURRENCY], totalMinor, lines };
  const metadata = {
    id: `${type === 'Order Completed' ? 'order' : 'refund'}:${orderId}`,
    occurredAt: new Date(atMs).toISOString(),
    schemaVersion: 1 as const,
  };
  const event = { type, metadata, customerId: first[CUSTOMER], properties };
  return { event, rows: rows.length, repeats: 0 };
}
