import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { emptyBook } from '#shared/domain/customer/state.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryLedger } from '#tests/doubles/memory-ledger.ts';

export const DAY_MS = 86_400_000;
export const calendar = calendarOf('UTC');

/** One order of each product a day, at noon. */
export const orders = (
  customerId: string,
  purchases: Readonly<Record<string, readonly number[]>>,
): Fact[] =>
  Object.entries(purchases)
    .flatMap(([productId, days]) =>
      days.map((day) =>
        toFact(
          inboundEvent.parse({
            type: 'Order Completed',
            customerId,
            metadata: {
              id: `${customerId}-${productId}-${day}`,
              occurredAt: new Date(day * DAY_MS + DAY_MS / 2).toISOString(),
            },
            properties: {
              orderId: `${customerId}-${productId}-${day}`,
              currency: 'EUR',
              totalMinor: 2_000,
              lines: [{ productId, quantity: 1, unitPriceMinor: 2_000 }],
            },
          }),
        ),
      ),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/** A shop on doubles whose ledger and states hold these histories, seen on `today`. */
export async function shopOf(histories: ReadonlyMap<string, readonly Fact[]>, today: number) {
  const shop = {
    documents: memoryDocumentStore(),
    customers: memoryCustomerStore(),
    ledger: memoryLedger(),
    clock: { nowMs: () => today * DAY_MS + DAY_MS / 2 },
    calendar,
  };
  for (const [customerId, facts] of histories) {
    await shop.ledger.appendAll(facts.map((fact) => ({ customerId, fact })));
    const fold = foldHistory(facts, calendar);
    await shop.customers.commit(customerId, 0, { fold, book: emptyBook() });
  }
  return shop;
}
