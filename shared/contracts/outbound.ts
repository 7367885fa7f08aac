import * as z from 'zod';
import { amountMinor, channel, currency, identifier, instant, metadata } from './primitives.ts';

const probability = z.number().min(0).max(1);

/** How a probability is told: as a number where that holds, or else by its likelihood alone. */
export const toldIn = z.enum(['percent', 'words']);

/** A word for how likely something is, and the probabilities that it stands for. */
export const likelihood = z.object({
  word: z.enum([
    'virtually certain',
    'very likely',
    'likely',
    'as likely as not',
    'unlikely',
    'very unlikely',
    'exceptionally unlikely',
  ]),
  from: probability,
  to: probability,
});

export type Likelihood = z.infer<typeof likelihood>;

/** How likely something is. Events of before have the probability alone, told in percent. */
const chance = {
  /** Null while it is too early to say, and where a number would not hold. */
  probability: probability.nullable(),
  toldIn: toldIn.optional(),
  /** Absent while it is too early to say. */
  likelihood: likelihood.optional(),
};

/** One named contribution to a forecast, in words and with its number. */
export const reason = z.object({
  code: z.string(),
  text: z.string(),
  value: z.number(),
  /** Log-odds that it adds to what is foreseen, where the forecast is a sum of such parts. */
  contribution: z.number().optional(),
});
export type Reason = z.infer<typeof reason>;

export const need = z.object({
  decisionId: identifier,
  kind: z.enum(['replenishment', 'maintenance', 'meter-reading']),
  /** The product, or the asset that wants service. */
  subject: identifier,
  ...chance,
  expectedOn: z.iso.date(),
  reasons: z.array(reason),
});
export type Need = z.infer<typeof need>;

/** One contact that may carry several needs of one customer. */
const contact = z.object({
  contactId: identifier,
  sendAt: instant,
  expiresAt: instant,
  channel,
  needs: z.array(need).min(1),
});
const outcome = z.object({
  contactId: identifier,
  decisionIds: z.array(identifier),
  reason: z.string(),
  channel: channel.optional(),
  /** When a held reminder comes up again. */
  heldUntil: instant.optional(),
});
const sent = outcome.extend({
  /** What the provider calls the message, to find it in its log; absent when it gave no clear answer. */
  providerMessageId: z.string().optional(),
});
const risk = z.object({
  caseId: identifier,
  ...chance,
  /** Days that the probability speaks of; absent in events of before, which speak of the shop's. */
  horizonDays: z.int().min(1).optional(),
  valueAtStakeMinor: amountMinor,
  currency,
  abcClass: z.enum(['A', 'B', 'C']),
  stage: z.string(),
  reasons: z.array(reason),
  suggestedAction: z.string(),
});

/** What somebody of the support team did about a case; `owner` is what the team calls them. */
const caseAction = z.object({ caseId: identifier, owner: z.string().min(1).max(64) });

/** What we tell the world, by the name of the event. */
export const outboundProperties = {
  'Replenishment Due': contact,
  'Maintenance Due': contact,
  'Meter Reading Wanted': contact,
  'Customer At Risk': risk,
  'Customer Recovered': risk,
  'Customer Lost': risk,
  'Case Acknowledged': caseAction,
  'Case Snoozed': caseAction.extend({ until: instant }),
  'Case Resolved': caseAction.extend({
    outcome: z.enum(['won-back', 'lost-for-good', 'not-reached', 'false-alarm']),
  }),
  'Reminder Sent': sent,
  'Reminder Held': outcome,
  'Reminder Suppressed': outcome,
  'Reminder Expired': outcome,
  'Forecast Settled': z.object({
    decisionId: identifier,
    kind: z.string(),
    happened: z.boolean(),
    probability,
    errorDays: z.number().optional(),
  }),
} as const;

export type OutboundName = keyof typeof outboundProperties;

const named = <Name extends OutboundName>(name: Name) =>
  z.object({
    type: z.literal(name),
    metadata,
    customerId: identifier,
    properties: outboundProperties[name],
  });

/** One event of ours about one customer. */
export const outboundEvent = z.discriminatedUnion('type', [
  named('Replenishment Due'),
  named('Maintenance Due'),
  named('Meter Reading Wanted'),
  named('Customer At Risk'),
  named('Customer Recovered'),
  named('Customer Lost'),
  named('Case Acknowledged'),
  named('Case Snoozed'),
  named('Case Resolved'),
  named('Reminder Sent'),
  named('Reminder Held'),
  named('Reminder Suppressed'),
  named('Reminder Expired'),
  named('Forecast Settled'),
]);
export type OutboundEvent = z.infer<typeof outboundEvent>;

/** One KPI over one window. `value` is null while it is too early to say, never a made-up number. */
export const kpiFigure = z.object({
  kpi: z.string(),
  /** A window such as `last-month`, or `now`. */
  window: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  numerator: z.number(),
  denominator: z.number(),
  /** Bounds between which an effect lies with 95 % confidence, at whatever time one looks. */
  low: z.number().optional(),
  high: z.number().optional(),
});
export type KpiFigure = z.infer<typeof kpiFigure>;

/** The one event about the whole shop. */
export const kpisReported = z.object({
  type: z.literal('KPIs Reported'),
  metadata,
  properties: z.object({ asOf: z.iso.date(), figures: z.array(kpiFigure) }),
});
export type KpisReported = z.infer<typeof kpisReported>;
