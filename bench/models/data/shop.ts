import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { type Calendar, calendarOf, isoDate } from '#shared/domain/time/calendar.ts';

/** The whole history of one customer, in key order. */
export type History = { readonly customer: string; readonly facts: readonly Fact[] };

/** Customers and the calendar in which their days are counted. */
export type Shop = { readonly calendar: Calendar; readonly histories: readonly History[] };

/** All that one customer bought on one day. */
export type DayOrder = {
  readonly day: number;
  readonly amountMinor: number;
  /** Quantity by product; empty where the file names no products. */
  readonly quantities: ReadonlyMap<string, number>;
};

/** Days of a file are days as the shop writes them, so they are counted without a zone of their own. */
export const fileCalendar = (): Calendar => calendarOf('UTC');

/** The history of a customer with one order on each day; `orders` in order of time. */
export const orderHistory = (
  customer: string,
  orders: readonly DayOrder[],
  currency: string,
): History => ({
  customer,
  facts: orders.map((order) => toFact(orderEvent(customer, order, currency))),
});

function orderEvent(customerId: string, order: DayOrder, currency: string): InboundEvent {
  const date = isoDate(order.day);
  return {
    type: 'Order Completed',
    customerId,
    metadata: { id: `order:${date}`, occurredAt: `${date}T12:00:00Z`, schemaVersion: 1 },
    properties: {
      orderId: date,
      currency,
      totalMinor: order.amountMinor,
      lines: [...order.quantities].map(([productId, quantity]) => ({
        productId,
        quantity,
        unitPriceMinor: 0,
      })),
    },
  };
}

/** The facts of a history until the end of a day. */
export const until = ({ facts }: History, day: number, { dayOf }: Calendar): readonly Fact[] =>
  facts.filter(({ atMs }) => dayOf(atMs) <= day);

/** First and last day on which anything happened. */
export type Days = readonly [first: number, last: number];

/** @throws Error when nothing happened. */
export function daysOf({ calendar, histories }: Shop): Days {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { facts } of histories) {
    first = Math.min(first, calendar.dayOf(facts[0]?.atMs ?? Number.POSITIVE_INFINITY));
    last = Math.max(last, calendar.dayOf(facts.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY));
  }
  if (!(last >= first))
    throw new Error('the file holds nothing that counts; see what was left out');
  return [first, last];
}
