import type { InboundEvent, InboundName } from './inbound.ts';

type Inbound = { readonly [Name in InboundName]: Extract<InboundEvent, { type: Name }> };

const when = (id: string, occurredAt: string) => ({ id, occurredAt, schemaVersion: 1 as const });
const customerId = 'c-1042';
const coffee = {
  productId: 'coffee-1kg',
  quantity: 2,
  unitPriceMinor: 1_799,
  category: 'coffee',
};
const order = { orderId: 'o-7781', currency: 'EUR', totalMinor: 3_598, lines: [coffee] };
const purifier = { assetId: 'purifier-88' };

/** One realistic event of every name that enters. */
export const inboundExamples: Inbound = {
  'Order Completed': {
    type: 'Order Completed',
    metadata: when('evt-001', '2026-03-01T09:30:00+01:00'),
    customerId,
    properties: order,
  },
  'Order Refunded': {
    type: 'Order Refunded',
    metadata: when('evt-002', '2026-03-04T16:05:00+01:00'),
    customerId,
    properties: { ...order, totalMinor: 1_799, lines: [{ ...coffee, quantity: 1 }] },
  },
  'Order Cancelled': {
    type: 'Order Cancelled',
    metadata: when('evt-003', '2026-03-01T09:55:00+01:00'),
    customerId,
    properties: order,
  },
  'Product Viewed': {
    type: 'Product Viewed',
    metadata: when('evt-004', '2026-03-12T20:14:09+01:00'),
    customerId,
    properties: { productId: 'coffee-1kg', category: 'coffee' },
  },
  'Products Searched': {
    type: 'Products Searched',
    metadata: when('evt-005', '2026-03-12T20:13:41+01:00'),
    customerId,
    properties: {},
  },
  'Product Registered': {
    type: 'Product Registered',
    metadata: when('evt-006', '2026-03-05T11:00:00+01:00'),
    customerId,
    properties: {
      ...purifier,
      productId: 'purifier-pro',
      serviceIntervalDays: 180,
      serviceIntervalMeter: 2_000,
      meterUnit: 'h',
    },
  },
  'Product Transferred': {
    type: 'Product Transferred',
    metadata: when('evt-007', '2027-01-15T10:00:00+01:00'),
    customerId,
    properties: purifier,
  },
  'Meter Reading Recorded': {
    type: 'Meter Reading Recorded',
    metadata: when('evt-008', '2026-06-02T08:00:00+02:00'),
    customerId,
    properties: { ...purifier, value: 612.5 },
  },
  'Fault Reported': {
    type: 'Fault Reported',
    metadata: when('evt-026', '2026-08-29T18:20:00+02:00'),
    customerId,
    properties: { ...purifier, code: 'E12-low-flow' },
  },
  'Condition Reported': {
    type: 'Condition Reported',
    metadata: when('evt-027', '2026-08-30T00:00:00+02:00'),
    customerId,
    properties: { ...purifier, values: { pressureBar: 2.31, outletC: 21.4 }, meterValue: 1_182 },
  },
  'Service Scheduled': {
    type: 'Service Scheduled',
    metadata: when('evt-009', '2026-08-20T09:12:00+02:00'),
    customerId,
    properties: { ...purifier, component: 'filter', scheduledFor: '2026-09-01T14:00:00+02:00' },
  },
  'Service Completed': {
    type: 'Service Completed',
    metadata: when('evt-010', '2026-09-01T14:40:00+02:00'),
    customerId,
    properties: { ...purifier, component: 'filter', cause: 'planned', meterValue: 1_190 },
  },
  'Complaint Opened': {
    type: 'Complaint Opened',
    metadata: when('evt-011', '2026-04-02T12:00:00+02:00'),
    customerId,
    properties: { complaintId: 'k-311', severity: 'high' },
  },
  'Complaint Resolved': {
    type: 'Complaint Resolved',
    metadata: when('evt-012', '2026-04-03T15:20:00+02:00'),
    customerId,
    properties: { complaintId: 'k-311', handlingMinutes: 35 },
  },
  'Review Submitted': {
    type: 'Review Submitted',
    metadata: when('evt-013', '2026-03-20T21:02:00+01:00'),
    customerId,
    properties: { rating: 4, maximum: 5 },
  },
  'Satisfaction Rated': {
    type: 'Satisfaction Rated',
    metadata: when('evt-014', '2026-04-04T09:00:00+02:00'),
    customerId,
    properties: { rating: 8, maximum: 10 },
  },
  'Support Contacted': {
    type: 'Support Contacted',
    metadata: when('evt-015', '2026-04-02T12:10:00+02:00'),
    customerId,
    properties: { handlingMinutes: 12 },
  },
  'Subscription Started': {
    type: 'Subscription Started',
    metadata: when('evt-016', '2026-01-01T00:00:00Z'),
    customerId,
    properties: { subscriptionId: 's-55', periodDays: 30, priceMinor: 990, currency: 'EUR' },
  },
  'Subscription Renewed': {
    type: 'Subscription Renewed',
    metadata: when('evt-017', '2026-01-31T00:00:00Z'),
    customerId,
    properties: { subscriptionId: 's-55' },
  },
  'Subscription Cancelled': {
    type: 'Subscription Cancelled',
    metadata: when('evt-018', '2026-07-14T17:45:00Z'),
    customerId,
    properties: { subscriptionId: 's-55' },
  },
  'Customer Identified': {
    type: 'Customer Identified',
    metadata: when('evt-019', '2026-03-01T09:29:00+01:00'),
    customerId,
    properties: {
      name: 'Sample Customer',
      email: 'customer@example.com',
      phone: '+4915100000000',
      locale: 'en-GB',
      timeZone: 'Europe/Berlin',
      preferredChannel: 'email',
    },
  },
  'Consent Granted': {
    type: 'Consent Granted',
    metadata: when('evt-020', '2026-03-01T09:29:30+01:00'),
    customerId,
    properties: { channel: 'email', purpose: 'marketing', proof: 'checkout form, version 3' },
  },
  'Consent Withdrawn': {
    type: 'Consent Withdrawn',
    metadata: when('evt-021', '2026-05-11T18:00:00+02:00'),
    customerId,
    properties: { channel: 'any', purpose: 'marketing', proof: 'preference page' },
  },
  'Reminder Answered': {
    type: 'Reminder Answered',
    metadata: when('evt-022', '2026-04-20T10:03:00+02:00'),
    customerId,
    properties: { contactId: 'contact-9f3a', answer: 'still-have-plenty' },
  },
  'Delivery Failed': {
    type: 'Delivery Failed',
    metadata: when('evt-023', '2026-04-20T10:00:05+02:00'),
    customerId,
    properties: { contactId: 'contact-9f3a', channel: 'sms', cause: 'undeliverable' },
  },
  'Usage Recorded': {
    type: 'Usage Recorded',
    metadata: when('evt-024', '2026-02-10T06:00:00Z'),
    customerId,
    properties: { subscriptionId: 's-55', amount: 14 },
  },
  'Erasure Requested': {
    type: 'Erasure Requested',
    metadata: when('evt-025', '2027-02-01T08:00:00+01:00'),
    customerId,
    properties: {},
  },
};
