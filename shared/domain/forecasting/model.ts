import * as z from 'zod';
import { learningRecord } from './training/learning-record.ts';

/** Where the constants of one group come from, so that nobody takes a shipped value for a learned one. */
export const provenance = z.looseObject({
  source: z.enum(['shipped', 'learned']),
  /** Data the values were measured on; `shop` when they are the shop's own. */
  dataset: z.string(),
  date: z.iso.date(),
  /** Why the shipped values stand although learning ran. */
  note: z.string().optional(),
  /** How it did on later data, with the figures; absent while nothing could be judged. */
  judged: z.string().optional(),
});
export type Provenance = z.infer<typeof provenance>;

const positive = z.number().positive();
const share = z.number().min(0).max(1);

/** MBG/CNBD-k: purchases Erlang-k with rate Gamma(r, alpha days), leaving after each with Beta(a, b). */
const activityParameters = z.looseObject({
  k: z.int().min(1).max(3),
  r: positive,
  alpha: positive,
  a: positive,
  b: positive,
});
export type ActivityParameters = z.infer<typeof activityParameters>;

/** Gamma-Gamma spend per purchase: p, q without unit, v in minor units. */
const spendParameters = z.looseObject({ p: positive, q: positive, v: positive });
export type SpendParameters = z.infer<typeof spendParameters>;

/** Moments of the natural logarithm of gaps in days: mean, variance within and between histories. */
const logGaps = { mu: z.number(), sigma2: positive, tau2: positive };

/** One product, packed: mean ln gap, variance of ln gap, share leaving after the first purchase, pairs seen. */
export const productPrior = z.tuple([z.number(), positive, share, z.number().min(0)]);
export type ProductPrior = z.infer<typeof productPrior>;

/** Failure of a component: Weibull scale (days) and shape, and how many failures taught it. */
const hazard = z.looseObject({ eta: positive, beta: positive, failures: z.number() });
export type Hazard = z.infer<typeof hazard>;

/** Usual days between planned services of a product: mean and variance of ln days. */
const serviceRhythm = z.looseObject({ mu: z.number(), sigma2: positive, spells: z.int() });

const logisticRow = z.looseObject({
  horizonDays: positive,
  intercept: z.number(),
  weights: z.array(z.number()),
});
export type LogisticRow = z.infer<typeof logisticRow>;

/** Log-odds that one service signal at its strongest adds to the odds of leaving. */
const signalWeights = z.looseObject({
  /** A normal complaint that stays unresolved, and one that was just opened or resolved. */
  openComplaint: z.number(),
  recentComplaint: z.number(),
  badRating: z.number(),
  goodRating: z.number(),
  returns: z.number(),
  supportContacts: z.number(),
  fadingActivity: z.number(),
  cancelledSubscription: z.number(),
  /** When all that the customer usually buys is overdue; models learned by older versions lack it. */
  overdueProducts: z.number().optional(),
  /** Share of all who leave within the horizon: trouble starts from it, however steady the rhythm. */
  troubleShare: share.optional(),
});
export type SignalWeights = z.infer<typeof signalWeights>;

/**
 * Everything the forecasts need to know beside the customer. Days are days, amounts minor units.
 * `customers` is how many customers it was learned from; 0 says that nothing is learned yet.
 */
export const model = z.looseObject({
  version: z.string().min(1),
  /** Local day on which it was learned; 0 for what ships. */
  learnedOn: z.int().min(0),
  customers: z.int().min(0),
  activity: activityParameters.extend({ from: provenance }),
  /** Of logit P(buy), ln(1+x), ln(1+weeks since last), ln(1+spent/order), ln(1+first/order). */
  activityLogistic: logisticRow.extend({ from: provenance }),
  spend: spendParameters.extend({ meanOrderMinor: positive, from: provenance }),
  visits: z.looseObject({ ...logGaps, from: provenance }),
  intervals: z.looseObject({
    ...logGaps,
    omega2: positive,
    /** Gaps, of the pair and of all pairs, from which the pair's rhythm and the customer's pace count half. */
    kappaProduct: positive,
    kappaCustomer: positive,
    /** Share of pairs that end after the first purchase, and how firmly the past says who stays. */
    leaveFirst: share,
    leaveConcentration: positive,
    from: provenance,
  }),
  products: z.record(z.string(), productPrior),
  /** The eight-input layer over the closed form, and its pair-level MBG/CNBD-k in product time. */
  due: z.looseObject({
    rows: z.array(logisticRow).min(2),
    pairs: activityParameters,
    /** Predictive spread of ln gap (s) for which the layer was fitted; outside the closed form stands. */
    spread: z.tuple([z.number(), z.number()]),
    from: provenance,
  }),
  /** By product, then by component; the empty name is the asset as a whole. */
  hazards: z.record(z.string(), z.record(z.string(), hazard)),
  /** Usual planned service by product, over all its components that have no interval of their own. */
  services: z.record(z.string(), serviceRhythm),
  maintenance: z.looseObject({
    /** Gamma(shape, shape) of how much more or less than its kind one component fails. */
    frailtyShape: positive,
    /** Standard deviation of ln(days actually taken / service interval). */
    adherence: positive,
    from: provenance,
  }),
  usage: z.looseObject({
    /** Meter units a day by product. */
    rates: z.record(z.string(), positive),
    /** Variance of use in t days is `dispersionDays x rate² x t`. */
    dispersionDays: positive,
    /** Coefficient of variation of the rate between assets of one product, and of its own drift. */
    betweenCv: positive,
    driftCv: positive,
    from: provenance,
  }),
  subscriptions: z.looseObject({
    leavePerPeriod: share,
    concentration: positive,
    /** A renewal is usually this share of the period late at most. */
    graceShare: positive,
    from: provenance,
  }),
  signals: signalWeights.extend({ from: provenance }),
  /** Revenue from which a customer belongs to class A (80 % of revenue) and B (95 %). */
  abc: z.looseObject({ aFromMinor: z.number(), bFromMinor: z.number(), from: provenance }),
  /** What it was learned from and how it was judged; models of older versions and what ships lack it. */
  record: learningRecord.optional(),
});
export type Model = z.infer<typeof model>;
