import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';

/** A customer with so many facts; `more` adds fields to the fold. */
export const customerWith = (
  facts: number,
  more: Readonly<Record<string, unknown>> = {},
): Customer => ({
  fold: { ...emptyFold(), facts, ...more },
  book: emptyBook(),
});

/** A view of a product at an instant. */
export const viewedAt = (atMs: number, id: string, productId = 'P-1'): Fact =>
  toFact(
    inboundEvent.parse({
      type: 'Product Viewed',
      metadata: { id, occurredAt: new Date(atMs).toISOString() },
      customerId: 'C-1',
      properties: { productId },
    }),
  );
