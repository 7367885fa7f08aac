import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { type Book, type Customer, emptyBook } from '#shared/domain/customer/state.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { shopWith } from './shop.ts';

export const CUSTOMER_ID = 'customer-1';
const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;
/** Monday, 2 June 2025. */
export const TODAY = 20_241;

let lastId = 0;

/** An event of the customer at noon UTC, `daysAgo` days before TODAY. */
export function eventOf(type: string, daysAgo: number, properties: object): InboundEvent {
  lastId += 1;
  return inboundEvent.parse({
    type,
    customerId: CUSTOMER_ID,
    metadata: {
      id: `event-${lastId}`,
      occurredAt: new Date((TODAY - daysAgo) * DAY_MS + NOON_MS).toISOString(),
    },
    properties,
  });
}

export const bought = (daysAgo: number, productId = 'beans', totalMinor = 1_500): InboundEvent =>
  eventOf('Order Completed', daysAgo, {
    orderId: `order-${daysAgo}-${productId}`,
    currency: 'EUR',
    totalMinor,
    lines: [{ productId, quantity: 1, unitPriceMinor: totalMinor }],
  });

export const identified = (daysAgo = 400): InboundEvent =>
  eventOf('Customer Identified', daysAgo, { email: 'person@example.com', locale: 'en' });

export const agreedToMarketing = (daysAgo = 399): InboundEvent =>
  eventOf('Consent Granted', daysAgo, { channel: 'any', purpose: 'marketing' });

/** Seven purchases of beans every 24 days, the last one 24 days ago; may be contacted by email. */
export const regularBuyer = (): InboundEvent[] => [
  identified(),
  agreedToMarketing(),
  ...[168, 144, 120, 96, 72, 48, 24].map((daysAgo) => bought(daysAgo)),
];

export const customerAfter = (
  events: readonly InboundEvent[],
  book: Partial<Book> = {},
): Customer => ({
  fold: foldHistory(events.map(toFact), calendarOf('Europe/Berlin')),
  book: { ...emptyBook(), ...book },
});

/** The context of a decision at 04:00 local time, `daysLater` days after TODAY. */
export function contextAt(daysLater = 0, changes: Partial<DecideContext> = {}): DecideContext {
  const calendar = calendarOf('Europe/Berlin');
  const today = TODAY + daysLater;
  return {
    customerId: CUSTOMER_ID,
    model: defaultModel(),
    shop: shopWith(),
    calendar,
    nowMs: calendar.at(today, 4),
    today,
    heldOut: false,
    ...changes,
  };
}
