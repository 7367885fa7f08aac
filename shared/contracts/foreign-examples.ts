/** The same order in the three foreign forms; each becomes an `Order Completed` of ours. */
export const foreignExamples = {
  eventBridge: {
    source: 'shop.checkout',
    'detail-type': 'Order Completed',
    detail: {
      metadata: { id: 'evt-001', occurredAt: '2026-03-01T09:30:00+01:00' },
      customerId: 'c-1042',
      properties: {
        orderId: 'o-7781',
        currency: 'EUR',
        totalMinor: 3_598,
        lines: [{ productId: 'coffee-1kg', quantity: 2, unitPriceMinor: 1_799 }],
      },
    },
  },
  segment: {
    type: 'track',
    event: 'Order Completed',
    messageId: 'evt-001',
    timestamp: '2026-03-01T09:30:00+01:00',
    userId: 'c-1042',
    properties: {
      order_id: 'o-7781',
      currency: 'EUR',
      total: 35.98,
      products: [{ product_id: 'coffee-1kg', quantity: 2, price: 17.99 }],
    },
  },
  cloudEvents: {
    specversion: '1.0',
    id: 'evt-001',
    source: '/shop/checkout',
    type: 'com.example.order.completed',
    time: '2026-03-01T09:30:00+01:00',
    subject: 'c-1042',
    datacontenttype: 'application/json',
    data: {
      orderId: 'o-7781',
      currency: 'EUR',
      totalMinor: 3_598,
      lines: [{ productId: 'coffee-1kg', quantity: 2, unitPriceMinor: 1_799 }],
    },
  },
} as const;
