import fc from 'fast-check';
import {
  type InboundEvent,
  inboundEvent,
  type inboundProperties,
} from '#shared/contracts/inbound.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2025, 0, 1);

const id = (prefix: string, most: number) => fc.nat({ max: most }).map((n) => `${prefix}-${n}`);
const amount = fc.nat({ max: 20_000 });
const line = fc.record({
  productId: id('p', 6),
  quantity: fc.integer({ min: 1, max: 5 }),
  unitPriceMinor: amount,
});
const order = fc.record({
  orderId: id('o', 50),
  currency: fc.constant('EUR'),
  totalMinor: amount,
  lines: fc.array(line, { maxLength: 4 }),
});
const rating = fc.record({ rating: fc.integer({ min: 0, max: 5 }), maximum: fc.constant(5) });
const assetId = id('a', 2);
const complaintId = id('k', 3);
const subscriptionId = id('s', 2);
const channel = fc.constantFrom('sms', 'push', 'email', 'webhook', 'any');
const consent = fc.record({
  channel,
  purpose: fc.constantFrom('marketing', 'service', 'profiling'),
});

/** Properties of each inbound event with few ids, so that events meet each other. */
const properties: Record<keyof typeof inboundProperties, fc.Arbitrary<object>> = {
  'Order Completed': order,
  'Order Refunded': order,
  'Order Cancelled': order,
  'Product Viewed': fc.record({ productId: id('p', 6) }),
  'Products Searched': fc.constant({}),
  'Product Registered': fc.record({
    assetId,
    productId: id('m', 2),
    serviceIntervalDays: fc.constantFrom(180, 365),
    serviceIntervalMeter: fc.constantFrom(1_000, 15_000),
  }),
  'Product Transferred': fc.record({ assetId }),
  'Meter Reading Recorded': fc.record({ assetId, value: fc.nat({ max: 5_000 }) }),
  'Fault Reported': fc.record({ assetId, code: id('e', 14) }),
  'Condition Reported': fc.record(
    {
      assetId,
      values: fc.dictionary(id('s', 40), fc.integer({ min: -500, max: 500 }), { maxKeys: 4 }),
      meterValue: fc.nat({ max: 5_000 }),
    },
    { requiredKeys: ['assetId', 'values'] },
  ),
  'Service Scheduled': fc.record({
    assetId,
    scheduledFor: fc.constant('2025-09-01T09:00:00+02:00'),
  }),
  'Service Completed': fc.record({ assetId, cause: fc.constantFrom('planned', 'failure') }),
  'Complaint Opened': fc.record({ complaintId }),
  'Complaint Resolved': fc.record({ complaintId, handlingMinutes: fc.nat({ max: 90 }) }),
  'Review Submitted': rating,
  'Satisfaction Rated': rating,
  'Support Contacted': fc.record({ handlingMinutes: fc.nat({ max: 90 }) }),
  'Subscription Started': fc.record({
    subscriptionId,
    periodDays: fc.constantFrom(30, 90),
    priceMinor: amount,
    currency: fc.constant('EUR'),
  }),
  'Subscription Renewed': fc.record({ subscriptionId }),
  'Subscription Cancelled': fc.record({ subscriptionId }),
  'Customer Identified': fc.record(
    {
      email: fc.constant('person@example.com'),
      phone: fc.constant('+4915100000000'),
      locale: fc.constantFrom('en', 'ru'),
      timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Yekaterinburg'),
    },
    { requiredKeys: [] },
  ),
  'Consent Granted': consent,
  'Consent Withdrawn': consent,
  'Reminder Answered': fc.record({
    contactId: id('c', 5),
    answer: fc.constantFrom('still-have-plenty', 'remind-later', 'helpful', 'stop'),
  }),
  'Delivery Failed': fc.record({
    contactId: id('c', 5),
    channel: fc.constantFrom('sms', 'email'),
    cause: fc.constantFrom('bounce-permanent', 'complaint'),
  }),
  'Usage Recorded': fc.record({ amount: fc.nat({ max: 10 }) }),
  'Erasure Requested': fc.constant({}),
};

type Options = { readonly customerId?: string; readonly without?: readonly string[] };

/** Any inbound event of one customer within about a year, through the contract's own parser. */
export function arbitraryEvent(options: Options = {}): fc.Arbitrary<InboundEvent> {
  const { customerId = 'customer-1', without = [] } = options;
  const names = Object.entries(properties).filter(([name]) => !without.includes(name));
  const named = names.map(([type, arbitrary]) => arbitrary.map((found) => ({ type, found })));
  return fc
    .tuple(fc.oneof(...named), fc.nat({ max: 380 * 24 }), fc.nat({ max: 1e6 }))
    .map(([{ type, found }, hours, number]) =>
      inboundEvent.parse({
        type,
        customerId,
        metadata: {
          id: `e-${number}`,
          occurredAt: new Date(START_MS + (hours * DAY_MS) / 24).toISOString(),
        },
        properties: found,
      }),
    );
}
