import * as z from 'zod';
import { customerAttributes } from '#shared/contracts/inbound.ts';
import { outboundEvent, toldIn } from '#shared/contracts/outbound.ts';
import { channel } from '#shared/contracts/primitives.ts';

/*
 * What we keep of one customer. The fold is a pure function of the customer's facts; the book is
 * what we decided and still owe. Both are stored as JSON text, so lists and short names keep the
 * typical customer near 1 KB. Days are whole local days of the shop since 1970-01-01; instants are
 * epoch milliseconds; amounts are minor units. Objects are loose: fields of a newer version survive.
 */

/** Days on which something happened, and the natural logarithms of the gaps between them. */
export const rhythm = z.looseObject({
  /** Days counted so far, the open day not included. */
  n: z.int(),
  first: z.int(),
  last: z.int(),
  /** Sum, sum of squares, and exponentially weighted mean (weight 0.3) of ln gap in days. */
  s1: z.number(),
  s2: z.number(),
  ew: z.number(),
});

/**
 * One product the customer buys, packed: `[openDay, openQuantity, n, first, last, s1, s2, ew,
 * quantity]`. A product bought on one day has only the first two. The open day is not yet merged,
 * so that a return on the same day can still take it back.
 */
export const pair = z.array(z.number()).min(2);
export type Pair = z.infer<typeof pair>;

/** How a component was serviced: closed spells in days, negative when they ended in a failure. */
export const assetComponent = z.looseObject({
  last: z.int(),
  lastMeter: z.number().optional(),
  spells: z.array(z.number()),
  /** Spells before those kept: `[spells, failures among them, sum of days, sum of squared days]`. */
  older: z.array(z.number()).length(4).optional(),
});
export type AssetComponent = z.infer<typeof assetComponent>;

/**
 * One fault code, packed: `[last day, count on that day, count decayed over 3, 10, 30 days as of it]`.
 */
export const faultCount = z.array(z.number()).length(5);

/** One sensor, packed: `[reports, fast mean, slow mean]`, exponentially weighted. */
export const sensorMeans = z.array(z.number()).length(3);

export const asset = z.looseObject({
  product: z.string(),
  since: z.int(),
  everyDays: z.number().optional(),
  everyMeter: z.number().optional(),
  unit: z.string().optional(),
  /** Meter readings `[day, value]`, oldest first, the newest few and the first. */
  readings: z.array(z.tuple([z.int(), z.number()])),
  /** By component name; `''` is the asset as a whole. */
  components: z.record(z.string(), assetComponent),
  /** Day of a booked service, while it is in the future. */
  booked: z.int().optional(),
  /** Variant of the product, and the day it was built when that is not the day it was registered. */
  model: z.string().optional(),
  built: z.int().optional(),
  /** First day on which a fault or a failure was reported: nobody may have looked before. */
  watched: z.int().optional(),
  faults: z.record(z.string(), faultCount).optional(),
  /** What the sensors show, and the day and the meter of the newest report. */
  condition: z
    .looseObject({
      day: z.int(),
      meter: z.number().optional(),
      sensors: z.record(z.string(), sensorMeans),
    })
    .optional(),
});
export type Asset = z.infer<typeof asset>;

export const subscription = z.looseObject({
  since: z.int(),
  periodDays: z.number(),
  priceMinor: z.int(),
  renewed: z.int(),
  renewals: z.int(),
  cancelled: z.int().optional(),
});

/** Counters of one calendar month: `[monthIndex, { code: amount }]`; codes in kpi/counters.ts. */
export const monthCounters = z.tuple([z.int(), z.record(z.string(), z.number())]);

export const fold = z.looseObject({
  facts: z.int(),
  /** Keys of the newest facts, newest last. */
  recent: z.array(z.string()),
  visits: rhythm.optional(),
  openVisit: z.int().optional(),
  currency: z.string().optional(),
  orders: z.int(),
  spentMinor: z.int(),
  firstSpentMinor: z.int(),
  refundedMinor: z.int(),
  /** Days whose visit was wholly returned are not visits; returns counts returned orders. */
  returns: z.int(),
  pairs: z.record(z.string(), pair),
  assets: z.record(z.string(), asset),
  subscriptions: z.record(z.string(), subscription),
  /** Open complaints: id to day opened. */
  complaints: z.record(z.string(), z.int()),
  /** `[day, severity 1..3]` of the last complaint, `[day, share 0..1]` of the last rating. */
  lastComplaint: z.tuple([z.int(), z.int()]).optional(),
  lastRating: z.tuple([z.int(), z.number()]).optional(),
  /** `[asOfDay, thirty-day decayed count, ninety-day decayed count]` of views, searches and usage. */
  activity: z.tuple([z.int(), z.number(), z.number()]).optional(),
  /** `channel:purpose` to `[granted 0|1, atMs]`. */
  consents: z.record(z.string(), z.tuple([z.int(), z.int()])),
  reachable: z.array(channel),
  /** Channels that failed for good. */
  unreachable: z.array(channel),
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  preferredChannel: channel.optional(),
  /** What describes the customer, as far as the shop's settings list it. */
  attributes: customerAttributes.optional(),
  /** Answers to reminders, newest last: `[contactId, answer, day]`. */
  answers: z.array(z.tuple([z.string(), z.string(), z.int()])),
  months: z.array(monthCounters),
  erased: z.boolean().optional(),
});
export type Fold = z.infer<typeof fold>;

export const decisionStatus = z.enum([
  /** On the day sheet, to be sent at `sendAtMs`. */
  'planned',
  /** Waiting for a cap, quiet hours, a complaint or a booked service to pass. */
  'held',
  /** Claimed by a delivery that has not yet said how it ended. */
  'claimed',
  'sent',
  /** Will never be sent; why is in the ledger. Kept until settled. */
  'suppressed',
  'expired',
  /** Would have been sent, but the customer is in the control group. */
  'control',
]);
export type DecisionStatus = z.infer<typeof decisionStatus>;

/** One thing we foresaw: the claim that will be settled, and what became of saying it. */
export const decision = z.looseObject({
  kind: z.enum(['replenishment', 'maintenance', 'meter-reading']),
  subject: z.string(),
  /** Day of the purchase or service it counts from. */
  anchor: z.int(),
  decidedMs: z.int(),
  probability: z.number(),
  /** How it is told; absent is in percent. */
  toldIn: toldIn.optional(),
  /** Expected day, and the 10 % and 90 % days around it. */
  expected: z.int(),
  p10: z.int(),
  p90: z.int(),
  /** What the plain rule (mean interval) would have said, to be compared when settled. */
  plain: z.int().optional(),
  model: z.string(),
  status: decisionStatus,
  contactId: z.string().optional(),
  channel: channel.optional(),
  sendAtMs: z.int().optional(),
  /** When a delivery claimed it, while that delivery has not said how it ended. */
  claimedMs: z.int().optional(),
  /** `probability` is that it happens within so many days of the decision. */
  horizon: z.int(),
  /** Last day on which it still makes sense to say it. */
  expires: z.int(),
  /** What the customer had spent in all when it was decided; the rise since is attributed. */
  spent: z.int(),
  /** Not to be said before this instant (a cap, an answer such as "remind me later"). */
  notBeforeMs: z.int().optional(),
  reasons: z.array(z.tuple([z.string(), z.number()])),
  /** Day on which what was foreseen happened. */
  met: z.int().optional(),
  /** The probability was compared with what happened within the horizon. */
  graded: z.literal(true).optional(),
});
export type Decision = z.infer<typeof decision>;

export const riskLevel = z.enum(['calm', 'at-risk', 'lost']);

export const book = z.looseObject({
  risk: z.looseObject({
    level: riskLevel,
    sinceMs: z.int(),
    caseId: z.string().optional(),
    /** Probability of leaving when the level was last changed. */
    probability: z.number(),
  }),
  /** Open decisions by id. */
  decisions: z.record(z.string(), decision),
  /** `kind:subject` to the anchor day that was already decided and settled, or refused by the customer. */
  asked: z.record(z.string(), z.int()),
  /** Of `spentMinor`, how much has been attributed to reminders or lies before one. */
  attributedTo: z.int().optional(),
  /** Instants of the last contacts, newest last, for the rolling caps. */
  contacted: z.array(z.int()),
  /** Last settled forecasts: `[kind code, day, probability, happened 0|1, error days, plain error days, inside interval 0|1]`. */
  settled: z.array(z.array(z.number())),
  months: z.array(monthCounters),
  /** Events committed but perhaps not yet published. */
  outbox: z.array(outboundEvent),
});
export type Book = z.infer<typeof book>;

export type Customer = { readonly fold: Fold; readonly book: Book };

export const emptyFold = (): Fold => ({
  facts: 0,
  recent: [],
  orders: 0,
  spentMinor: 0,
  firstSpentMinor: 0,
  refundedMinor: 0,
  returns: 0,
  pairs: {},
  assets: {},
  subscriptions: {},
  complaints: {},
  consents: {},
  reachable: [],
  unreachable: [],
  answers: [],
  months: [],
});

export const emptyBook = (): Book => ({
  risk: { level: 'calm', sinceMs: 0, probability: 0 },
  decisions: {},
  asked: {},
  contacted: [],
  settled: [],
  months: [],
  outbox: [],
});
