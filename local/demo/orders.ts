import type { InboundEvent } from '#shared/contracts/inbound.ts';

/** Days with an order, oldest first, of each customer and of each `customer product`. */
export function daysOfOrders(inbound: readonly InboundEvent[], dayOf: (atMs: number) => number) {
  const ofCustomer = new Map<string, number[]>();
  const ofProduct = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, key: string, day: number): void => {
    const known = map.get(key) ?? [];
    if (known.at(-1) !== day) map.set(key, [...known, day]);
  };
  for (const event of inbound) {
    if (event.type !== 'Order Completed') continue;
    const day = dayOf(Date.parse(event.metadata.occurredAt));
    add(ofCustomer, event.customerId, day);
    for (const { productId } of event.properties.lines) {
      add(ofProduct, `${event.customerId} ${productId}`, day);
    }
  }
  return { ofCustomer, ofProduct };
}

/** Orders completed and what they came to, before refunds. */
export function turnoverOf(inbound: readonly InboundEvent[]): {
  orders: number;
  revenueMinor: number;
} {
  let orders = 0;
  let revenueMinor = 0;
  for (const event of inbound) {
    if (event.type !== 'Order Completed') continue;
    orders += 1;
    revenueMinor += event.properties.totalMinor;
  }
  return { orders, revenueMinor };
}
