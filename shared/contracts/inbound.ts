import * as z from 'zod';
import {
  amountMinor,
  channel,
  currency,
  identifier,
  instant,
  LIMITS,
  locale,
  metadata,
  purpose,
  timeZone,
} from './primitives.ts';

const category = z.string().max(LIMITS.categoryCharacters).optional();
const orderLine = z.object({
  productId: identifier,
  quantity: z.number().positive().max(LIMITS.quantityPerLine),
  unitPriceMinor: amountMinor.default(0),
  category,
});
export type OrderLine = z.infer<typeof orderLine>;

const lines = z.array(orderLine).max(LIMITS.linesPerOrder);
const order = z.object({ orderId: identifier, currency, totalMinor: amountMinor, lines });
const returned = order.extend({ orderId: identifier.optional(), lines: lines.default([]) });
const rating = z.object({ rating: z.number().min(0), maximum: z.number().positive().default(5) });
const component = identifier.optional();
const consent = z.object({
  channel: channel.or(z.literal('any')),
  purpose,
  proof: z.string().max(500).optional(),
});
const attributeText = z.string().max(LIMITS.attributeCharacters);

/** Who a customer is and how to reach them: it goes to the contacts table alone. */
export const contactProfile = z.object({
  name: z.string().max(200).optional(),
  email: z.email().max(254).optional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'must be E.164 such as +4915112345678')
    .optional(),
  pushEndpoint: z.string().max(512).optional(),
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(1_024)
    .optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  preferredChannel: channel.optional(),
});

/** What describes a customer, by name. */
export const customerAttributes = z.record(
  attributeText,
  z.union([attributeText, z.number(), z.boolean()]),
);
export type CustomerAttributes = z.infer<typeof customerAttributes>;

/** What each inbound event says, by its name. Unknown properties are dropped, never refused. */
export const inboundProperties = {
  'Order Completed': order,
  'Order Refunded': returned,
  'Order Cancelled': returned,
  'Product Viewed': z.object({ productId: identifier, category }),
  'Products Searched': z.object({}),
  'Product Registered': z.object({
    assetId: identifier,
    productId: identifier,
    /** Service is due after this many days or this much use, whichever comes first. */
    serviceIntervalDays: z.number().positive().max(36_500).optional(),
    serviceIntervalMeter: z.number().positive().optional(),
    meterUnit: z.string().max(16).optional(),
    /** Variant of the product and day of manufacture, where they tell how often it fails. */
    model: identifier.optional(),
    builtOn: z.iso.date().optional(),
  }),
  'Product Transferred': z.object({ assetId: identifier }),
  'Meter Reading Recorded': z.object({ assetId: identifier, value: z.number().min(0) }),
  'Fault Reported': z.object({ assetId: identifier, code: identifier }),
  'Condition Reported': z.object({
    assetId: identifier,
    /** What each sensor shows, alone or as the mean of a stretch of use. */
    values: z
      .record(identifier, z.number())
      .refine((values) => Object.keys(values).length <= LIMITS.sensorsPerReport, {
        message: `must name at most ${LIMITS.sensorsPerReport} sensors`,
      }),
    meterValue: z.number().min(0).optional(),
  }),
  'Service Scheduled': z.object({ assetId: identifier, component, scheduledFor: instant }),
  'Service Completed': z.object({
    assetId: identifier,
    component,
    cause: z.enum(['planned', 'failure']),
    meterValue: z.number().min(0).optional(),
  }),
  'Complaint Opened': z.object({
    complaintId: identifier,
    severity: z.enum(['low', 'normal', 'high']).default('normal'),
  }),
  'Complaint Resolved': z.object({
    complaintId: identifier,
    handlingMinutes: z.number().min(0).optional(),
  }),
  'Review Submitted': rating,
  'Satisfaction Rated': rating,
  'Support Contacted': z.object({ handlingMinutes: z.number().min(0).optional() }),
  'Subscription Started': z.object({
    subscriptionId: identifier,
    periodDays: z.number().positive().max(3_660),
    priceMinor: amountMinor,
    currency,
  }),
  'Subscription Renewed': z.object({ subscriptionId: identifier }),
  'Subscription Cancelled': z.object({ subscriptionId: identifier }),
  /** The ledger keeps only that contact data are known. */
  'Customer Identified': contactProfile.extend({
    /** Kept only as far as the shop's settings list the names. */
    attributes: customerAttributes.optional(),
  }),
  'Consent Granted': consent,
  'Consent Withdrawn': consent,
  'Reminder Answered': z.object({
    contactId: identifier,
    answer: z.enum([
      'still-have-plenty',
      'remind-later',
      'already-done',
      'not-interested',
      'helpful',
      'stop',
    ]),
  }),
  'Delivery Failed': z.object({
    contactId: identifier,
    channel,
    cause: z.enum(['bounce-permanent', 'bounce-transient', 'complaint', 'undeliverable']),
  }),
  'Usage Recorded': z.object({ subscriptionId: identifier.optional(), amount: z.number().min(0) }),
  'Erasure Requested': z.object({}),
} as const;

export type InboundName = keyof typeof inboundProperties;

const named = <Name extends InboundName>(name: Name) =>
  z.strictObject({
    type: z.literal(name),
    metadata,
    customerId: identifier,
    properties: inboundProperties[name],
  });

/** Every inbound event that carries no personal data. */
export const impersonalEvent = z.discriminatedUnion('type', [
  named('Order Completed'),
  named('Order Refunded'),
  named('Order Cancelled'),
  named('Product Viewed'),
  named('Products Searched'),
  named('Product Registered'),
  named('Product Transferred'),
  named('Meter Reading Recorded'),
  named('Fault Reported'),
  named('Condition Reported'),
  named('Service Scheduled'),
  named('Service Completed'),
  named('Complaint Opened'),
  named('Complaint Resolved'),
  named('Review Submitted'),
  named('Satisfaction Rated'),
  named('Support Contacted'),
  named('Subscription Started'),
  named('Subscription Renewed'),
  named('Subscription Cancelled'),
  named('Consent Granted'),
  named('Consent Withdrawn'),
  named('Reminder Answered'),
  named('Delivery Failed'),
  named('Usage Recorded'),
  named('Erasure Requested'),
]);
export const customerIdentified = named('Customer Identified');

/** One event as it crosses the bus, in its one canonical form. */
export const inboundEvent = z.discriminatedUnion('type', [impersonalEvent, customerIdentified]);
export type InboundEvent = z.infer<typeof inboundEvent>;
