import { demoEvents } from '#local/demo/demo-world.ts';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import { benchShop } from './bench-shop.ts';

const START_MS = Date.UTC(2024, 0, 1, 10);

/** The facts of every customer of the demo shop, in order of time. */
export function demoHistories(customers: number): ReadonlyMap<string, readonly Fact[]> {
  const events = demoEvents(benchShop(customers));
  const byCustomer = Map.groupBy(events, (event) => event.customerId);
  return new Map([...byCustomer].map(([id, theirs]) => [id, theirs.map(toFact)]));
}

/** The facts of a customer who buys for resale: every week another part of `products` products. */
export function resellerHistory(products: number, orders: number, linesPerOrder: number): Fact[] {
  return Array.from({ length: orders }, (_, order) => {
    const lines = Array.from({ length: linesPerOrder }, (_none, line) => ({
      productId: `P-${(order * linesPerOrder + line) % products}`,
      quantity: 1 + (line % 12),
      unitPriceMinor: 250,
    }));
    return toFact(
      inboundEvent.parse({
        type: 'Order Completed',
        customerId: 'C-reseller',
        metadata: {
          id: `order-${order}`,
          occurredAt: new Date(START_MS + order * 7 * DAY_MS).toISOString(),
        },
        properties: { orderId: `O-${order}`, currency: 'EUR', totalMinor: 25_000, lines },
      }),
    );
  });
}
