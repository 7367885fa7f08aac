import { describe, expect, it } from 'vitest';
import { parseEvent } from '#shared/contracts/parse-event.ts';

const NOW_MS = Date.parse('2027-06-01T12:00:00Z');
const reasonsOf = (raw: unknown): string[] => {
  const parsed = parseEvent(raw, NOW_MS);
  return parsed.kind === 'refused' ? parsed.reasons : [];
};

/** An order as Segment's e-commerce spec shows it. */
const segmentOrder = {
  anonymousId: '23adfd82-aa0f-45a7-a756-24f2a7a4c895',
  context: { library: { name: 'analytics.js', version: '2.11.1' }, ip: '192.0.2.7' },
  event: 'Order Completed',
  integrations: {},
  messageId: 'ajs-f8ca1e4de5024d9430b3928bd8ac6b96',
  originalTimestamp: '2026-12-12T19:11:01.249Z',
  properties: {
    order_id: '50314b8e9bcf000000000000',
    total: 27.5,
    revenue: 25,
    shipping: 3,
    coupon: null,
    currency: 'usd',
    products: [
      { product_id: '507f1f77bcf86cd799439011', sku: '45790-32', price: 19.99, quantity: 1 },
      { sku: 46493, price: '3.01', quantity: '2', category: 'Games', variant: null },
    ],
  },
  receivedAt: '2026-12-12T19:11:01.266Z',
  timestamp: '2026-12-12T19:11:01.200Z',
  type: 'track',
  userId: 'AiUGstSDIg',
};

describe('a Segment track call', () => {
  it('is an event of ours with whole minor units', () => {
    expect(parseEvent(segmentOrder, NOW_MS)).toEqual({
      kind: 'event',
      event: {
        type: 'Order Completed',
        metadata: {
          id: 'ajs-f8ca1e4de5024d9430b3928bd8ac6b96',
          occurredAt: '2026-12-12T19:11:01.200Z',
          schemaVersion: 1,
        },
        customerId: 'AiUGstSDIg',
        properties: {
          orderId: '50314b8e9bcf000000000000',
          currency: 'USD',
          totalMinor: 2_750,
          lines: [
            { productId: '507f1f77bcf86cd799439011', quantity: 1, unitPriceMinor: 1_999 },
            { productId: '46493', quantity: 2, unitPriceMinor: 301, category: 'Games' },
          ],
        },
      },
    });
  });

  it('takes the anonymous id of somebody unknown, and a call without its type', () => {
    const { userId: _, type: __, ...call } = segmentOrder;
    expect(parseEvent(call, NOW_MS)).toMatchObject({
      event: { customerId: '23adfd82-aa0f-45a7-a756-24f2a7a4c895' },
    });
  });

  it('adds up its lines when it states no total', () => {
    const { total: _, revenue: __, ...properties } = segmentOrder.properties;
    expect(parseEvent({ ...segmentOrder, properties }, NOW_MS)).toMatchObject({
      event: { properties: { totalMinor: 1_999 + 2 * 301 } },
    });
  });

  it('counts in the minor unit of the currency', () => {
    const amounts = (currency: string, total: number | string) =>
      parseEvent(
        { ...segmentOrder, properties: { order_id: 'o', currency, total, products: [] } },
        NOW_MS,
      );
    expect(amounts('JPY', 1_980)).toMatchObject({ event: { properties: { totalMinor: 1_980 } } });
    expect(amounts('KWD', '1.234')).toMatchObject({ event: { properties: { totalMinor: 1_234 } } });
  });

  it('is refused in its own words', () => {
    const { messageId: _, ...call } = segmentOrder;
    expect(reasonsOf({ ...call, userId: 'two words', timestamp: 'yesterday' })).toEqual([
      'messageId: is missing, must be text in quotes',
      'timestamp: got "yesterday", must be an ISO 8601 instant with seconds and offset such as 2026-03-01T09:30:00+01:00',
      'userId: got "two words", must be 1 to 128 letters, digits or . _ : @ / + = ~ -',
    ]);
    const products = [{ product_id: 'p', price: 'free' }, { price: 1 }];
    expect(
      reasonsOf({ ...call, properties: { ...segmentOrder.properties, products, total: -2 } }),
    ).toEqual([
      'properties.products[0].price: got "free", must be a decimal amount such as 19.99, 0 or more',
      'properties.total: got -2, must be a decimal amount such as 19.99, 0 or more',
    ]);
    expect(reasonsOf({ ...segmentOrder, event: 'Order Complete' })).toEqual([
      'event: got "Order Complete", must be the name of a known event; the nearest is "Order Completed"',
    ]);
  });

  it('is refused without a currency, which nobody can guess', () => {
    const { currency: _, ...properties } = segmentOrder.properties;
    expect(reasonsOf({ ...segmentOrder, properties })).toEqual([
      'properties.currency: is missing, must be an ISO 4217 code such as EUR',
    ]);
  });

  it('may carry our own events in snake case', () => {
    const { properties: _, ...call } = segmentOrder;
    const properties = { asset_id: 88, component: 'filter', cause: 'planned', meter_value: 12.5 };
    expect(parseEvent({ ...call, event: 'service_completed', properties }, NOW_MS)).toMatchObject({
      event: {
        type: 'Service Completed',
        properties: { assetId: '88', component: 'filter', cause: 'planned', meterValue: 12.5 },
      },
    });
    const review = { product_id: 'p', review_body: 'Fine', rating: '4.5' };
    expect(
      parseEvent({ ...call, event: 'Product Reviewed', properties: review }, NOW_MS),
    ).toMatchObject({
      event: { type: 'Review Submitted', properties: { rating: 4.5, maximum: 5 } },
    });
  });
});

describe('other Segment calls', () => {
  const identify = {
    type: 'identify',
    messageId: 'm-1',
    timestamp: '2026-12-12T19:11:01Z',
    userId: 'u-1',
    context: { locale: 'de_DE', timezone: 'Europe/Berlin' },
    traits: { firstName: 'Sample', last_name: 'Customer', phone: '+49 (151) 000-00000', plan: '' },
  };

  it('identify a customer', () => {
    expect(parseEvent(identify, NOW_MS)).toMatchObject({
      event: {
        type: 'Customer Identified',
        customerId: 'u-1',
        properties: {
          name: 'Sample Customer',
          phone: '+4915100000000',
          locale: 'de-DE',
          timeZone: 'Europe/Berlin',
        },
      },
    });
  });

  it('describe the customer by short traits under their own names, never by who they are', () => {
    const traits = {
      ...{ email: 'person@example.com', lastName: 'Person', address: 'Main Street 1', id: 'u-1' },
      ...{ plan_type: 'basic', seats: 3, trial: false, bio: 'x'.repeat(65), company: { size: 3 } },
    };
    expect(parseEvent({ ...identify, traits }, NOW_MS)).toMatchObject({
      event: {
        properties: {
          email: 'person@example.com',
          attributes: { plan_type: 'basic', seats: 3, trial: false },
        },
      },
    });
    const parsed = parseEvent({ ...identify, traits }, NOW_MS);
    const { attributes } =
      parsed.kind === 'event' && parsed.event.type === 'Customer Identified'
        ? parsed.event.properties
        : {};
    expect(Object.keys(attributes ?? {})).toEqual(['plan_type', 'seats', 'trial']);
  });

  it('are refused when a trait is wrong, but not when the device says nonsense', () => {
    const context = { locale: 'C', timezone: '?' };
    expect(parseEvent({ ...identify, context }, NOW_MS).kind).toBe('event');
    expect(reasonsOf({ ...identify, traits: { email: 'nobody' } })).toEqual([
      'traits.email: got [masked], must be an e-mail address such as name@example.com',
    ]);
  });

  it('are refused by name when we have no use for them', () => {
    expect(reasonsOf({ ...identify, type: 'group' })).toEqual([
      'type: got "group", must be "track" or "identify"',
    ]);
  });
});

describe('a CloudEvent', () => {
  const cloud = {
    specversion: '1.0',
    id: 'ce-1',
    source: '/shop/checkout',
    type: 'com.example.order.completed',
    time: '2026-12-12T19:11:01Z',
    subject: 'c-1',
    datacontenttype: 'application/json',
    data: { orderId: 'o-1', currency: 'EUR', totalMinor: 500, lines: [] },
  };

  it('is an event of ours, whichever way its type is written', () => {
    const types = ['order-completed', 'Order Completed', 'com.example.OrderCompleted.v2'];
    for (const type of [cloud.type, ...types]) {
      expect(parseEvent({ ...cloud, type }, NOW_MS)).toEqual({
        kind: 'event',
        event: {
          type: 'Order Completed',
          metadata: { id: 'ce-1', occurredAt: '2026-12-12T19:11:01Z', schemaVersion: 1 },
          customerId: 'c-1',
          properties: cloud.data,
        },
      });
    }
  });

  it('may name the customer in its data', () => {
    const { subject: _, ...anonymous } = cloud;
    const data = { customerId: 'c-2', properties: cloud.data };
    expect(parseEvent({ ...anonymous, data }, NOW_MS)).toMatchObject({
      event: { customerId: 'c-2', properties: cloud.data },
    });
  });

  it('is refused in its own words', () => {
    const { time: _, ...timeless } = cloud;
    expect(reasonsOf({ ...timeless, data: { ...cloud.data, orderId: '' } })[0]).toContain('time');
    expect(reasonsOf({ ...cloud, type: 'com.example.orders.complete' })[0]).toContain(
      '"Order Completed"',
    );
    expect(reasonsOf({ ...cloud, specversion: '0.3' })[0]).toContain('must be "1.0"');
    expect(reasonsOf({ ...cloud, data: { ...cloud.data, totalMinor: -1 } })).toEqual([
      'data.totalMinor: got -1, must be at least 0',
    ]);
  });

  it('is not taken for another event whose name ends alike', () => {
    expect(reasonsOf({ ...cloud, type: 'com.example.reorder-completed' })).toHaveLength(1);
  });
});

describe('a bus envelope', () => {
  it('is refused in its own words', () => {
    expect(reasonsOf({ source: 'shop', 'detail-type': 'Products Searched', detail: {} })).toEqual([
      'detail.metadata: is missing, must be an object',
      'detail.customerId: is missing, must be text in quotes',
      'detail.properties: is missing, must be an object',
    ]);
    expect(reasonsOf({ source: 'shop', detail: {} })[0]).toMatch(/^detail-type: is missing/);
  });
});
