import { describe, expect, it } from 'vitest';
import { trackEvents } from '#functions/track/track-events.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { bought, CUSTOMER_ID, eventOf, identified } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';
import { shopWith } from '#tests/builders/shop.ts';

const messagesOf = (bodies: readonly unknown[]) =>
  bodies.map((body, nth) => ({ messageId: `m-${nth}`, body }));
/** The event as a rule of the bus hands it over. */
const envelopeOf = ({ type, ...detail }: InboundEvent) => ({
  version: '0',
  id: '7f1c9a52-0000-4000-8000-000000000000',
  source: BUS_SOURCES.inbound,
  'detail-type': type,
  detail,
});
const tracking = (pipeline = memoryPipeline()) => ({ ...pipeline, onFailure: () => {} });

describe('tracking a batch', () => {
  it('counts every message once: applied, repeated, quarantined or failed', async () => {
    const deps = tracking();
    const order = bought(3);
    const bodies = [order, order, { type: 'Order Teleported' }, undefined, bought(2)];
    const tracked = await trackEvents(deps, messagesOf(bodies));
    expect(tracked).toEqual({ applied: 2, repeated: 1, quarantined: 2, failed: [] });
  });

  it('takes every event of a packed message, and fails the message when one of them fails', async () => {
    const deps = tracking();
    const [one, other] = [bought(3), { ...bought(2), customerId: 'C-2' }];
    const pack = { pack: [one, other, { type: 'Order Teleported' }] };
    const body = { messageId: 'm-0', body: pack };
    expect(await trackEvents(deps, [body])).toEqual({
      applied: 2,
      repeated: 0,
      quarantined: 1,
      failed: [],
    });
    const commit = deps.customers.commit;
    const failing = { ...deps.customers, commit: () => Promise.reject(new Error('throttled')) };
    const packs = [{ pack: [bought(1), { ...bought(1), customerId: 'C-2' }] }];
    const failed = await trackEvents({ ...deps, customers: failing }, messagesOf(packs));
    expect(failed).toMatchObject({ failed: ['m-0'] });
    const again = { ...deps.customers, commit };
    await trackEvents({ ...deps, customers: again }, messagesOf(packs));
    expect((await deps.customers.load('C-2'))?.fold.facts).toBe(2);
  });

  it('takes the event of a run that failed from the record that Lambda makes of it', async () => {
    const deps = tracking();
    const event = envelopeOf(bought(3));
    const record = {
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: event,
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      responsePayload: { errorType: 'EventLeftToQueue' },
    };
    const tracked = await trackEvents(deps, messagesOf([record, event]));
    expect(tracked).toEqual({ applied: 1, repeated: 1, quarantined: 0, failed: [] });
  });

  it('keeps an order in another currency out, with the reason', async () => {
    const deps = tracking();
    const order = eventOf('Order Completed', 1, {
      orderId: 'o',
      currency: 'USD',
      totalMinor: 1,
      lines: [],
    });
    await trackEvents(deps, messagesOf([order]));
    const [quarantined] = await deps.quarantine.list(1);
    expect(quarantined?.reasons.join()).toContain(
      'got "USD", must be EUR, the currency of this shop',
    );
    expect(deps.customers.stored.size).toBe(0);
  });

  it('puts addresses into the contacts alone', async () => {
    const deps = tracking();
    await trackEvents(deps, messagesOf([identified()]));
    expect(await deps.contacts.find(CUSTOMER_ID)).toMatchObject({ email: 'person@example.com' });
    const ledger = [...(deps.ledger.stored.get(CUSTOMER_ID)?.values() ?? [])].join();
    const state = deps.customers.stored.get(CUSTOMER_ID)?.fold ?? '';
    expect(ledger + state).toContain('"reachable":["email"]');
    expect(ledger + state).not.toContain('example.com');
  });

  it('keeps the attributes that the shop lists, and puts none into the contacts', async () => {
    const deps = tracking({ ...memoryPipeline(), shop: shopWith({ attributes: ['plan'] }) });
    const profile = { email: 'person@example.com', attributes: { plan: 'basic', car: 'crimson' } };
    await trackEvents(deps, messagesOf([eventOf('Customer Identified', 9, profile)]));
    const ledger = [...(deps.ledger.stored.get(CUSTOMER_ID)?.values() ?? [])].join();
    const state = deps.customers.stored.get(CUSTOMER_ID)?.fold ?? '';
    for (const kept of [ledger, state]) {
      expect(kept).toContain('"attributes":{"plan":"basic"}');
      expect(kept).not.toContain('crimson');
    }
    expect(await deps.contacts.find(CUSTOMER_ID)).toEqual({ email: 'person@example.com' });
  });

  it('fails only the messages of the customer whose commit failed', async () => {
    const pipeline = memoryPipeline();
    const customers = {
      ...pipeline.customers,
      load: (id: string) =>
        id === 'broken' ? Promise.reject(new Error('throttled')) : pipeline.customers.load(id),
    };
    const deps = tracking({ ...pipeline, customers });
    const tracked = await trackEvents(
      deps,
      messagesOf([{ ...bought(3), customerId: 'broken' }, bought(2)]),
    );
    expect(tracked).toMatchObject({ applied: 1, failed: ['m-0'] });
  });

  it('erases the address when the customer asks for it', async () => {
    const deps = tracking();
    await trackEvents(deps, messagesOf([identified(), eventOf('Erasure Requested', 1, {})]));
    expect(await deps.contacts.find(CUSTOMER_ID)).toBeUndefined();
  });
});
