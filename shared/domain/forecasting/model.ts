import * as z from 'zod';
import { attributeModel } from './attributes/attribute-model.ts';
import { linearLayer } from './statistics/linear-layer.ts';
import { treeEnsemble } from './statistics/tree-ensemble.ts';
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

/** Movement of a level in log-odds from one window of 30 days to the next. */
const levelDrift = z.looseObject({
  /** Standard deviation of the lasting level around the shipped one. */
  sd: positive,
  /** Share of the lasting level that is still there a window later. */
  kept: share,
  /** Standard deviation of what each window adds on top and takes away again, such as a season. */
  jumpSd: positive,
  /** Windows that `jumpSd` counts for beside the shop's own. */
  windows: positive,
});
export type LevelDrift = z.infer<typeof levelDrift>;

/** MBG/CNBD-k: purchases Erlang-k with rate Gamma(r, alpha days), leaving after each with Beta(a, b). */
const activityParameters = z.looseObject({
  k: z.int().min(1).max(3),
  r: positive,
  alpha: positive,
  a: positive,
  b: positive,
});
export type ActivityParameters = z.infer<typeof activityParameters>;

/** Precisions (half of 1 / variance over shops) of ln r, ln(alpha/k), ln(a/b) and ln(a+b). */
const activityFirmness = z.looseObject({
  spread: positive,
  pace: positive,
  leaving: positive,
  likeness: positive,
  /** How far off the probabilities of one shop's parameters are at another (standard deviation). */
  doubt: positive.optional(),
});

/** Gamma-Gamma spend per purchase: p, q without unit, v in minor units. */
const spendParameters = z.looseObject({ p: positive, q: positive, v: positive });
export type SpendParameters = z.infer<typeof spendParameters>;

/** Moments of the natural logarithm of gaps in days: mean, variance within and between histories. */
const logGaps = { mu: z.number(), sigma2: positive, tau2: positive };

/** One product, packed: mean ln gap, variance of ln gap, share leaving after the first purchase, pairs seen. */
export const productPrior = z.tuple([z.number(), positive, share, z.number().min(0)]);
export type ProductPrior = z.infer<typeof productPrior>;

/**
 * Failures that come, or come to light, around the visits of a service rhythm: expected failures at
 * the n-th visit since replacement (the last rate holds for all later ones), and how they spread
 * over the interval, equal parts of it from half an interval before the visit to half after.
 */
const serviceVisits = z.looseObject({
  everyDays: positive,
  rates: z.array(z.number().min(0)).min(2).max(64),
  spread: z.array(share).min(1).max(32),
});
export type ServiceVisits = z.infer<typeof serviceVisits>;

/** Failure of a component: Weibull scale (days) and shape, and how many failures taught it. */
const hazard = z.looseObject({
  eta: positive,
  beta: positive,
  failures: z.number(),
  /** First day on which failures were recorded, where services were before. */
  since: z.int().optional(),
  visits: serviceVisits.optional(),
  /** ln rate of each model, and how it grows per year of age from the typical age on. */
  kind: z
    .looseObject({
      models: z.record(z.string(), z.number()),
      years: z.number(),
      typicalYears: z.number(),
    })
    .optional(),
});
export type Hazard = z.infer<typeof hazard>;

/** Log-odds of a failure within so many days, by horizon, of one component; inputs in upkeep/failure-layer.ts. */
const failureLayers = z.array(z.looseObject({ horizonDays: positive, layer: linearLayer })).min(1);
export type FailureLayers = z.infer<typeof failureLayers>;

/** Remaining life of one product, in the unit of its meter or in days, from what its sensors show. */
const wear = z.looseObject({
  /** Whether life is counted on the meter (else in days), and up to what it was learned. */
  byMeter: z.boolean(),
  most: positive,
  /** Sensors in the order in which the inputs name them: fast, slow and difference of each. */
  sensors: z.array(z.string()).max(32),
  linear: linearLayer,
  trees: treeEnsemble,
  /** Share of the trees in the mean of both. */
  treeShare: share,
  /** By expected life (upper edge): quantiles of actual minus expected of assets not learned from. */
  residuals: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).min(1),
  /** Assets that ran to failure. */
  lives: z.int(),
});
export type Wear = z.infer<typeof wear>;

/**
 * Visits every so many days, at which something is serviced or nothing: the share of visits that
 * are kept, and the standard deviation in days of a service around its visit.
 */
const visitRhythm = z.looseObject({ everyDays: positive, kept: share, sdDays: positive });
export type VisitRhythm = z.infer<typeof visitRhythm>;

/** Usual days between services of an asset: mean and variance of ln days, and visits where found. */
const serviceRhythm = z.looseObject({
  mu: z.number(),
  sigma2: positive,
  spells: z.int(),
  visits: visitRhythm.optional(),
});

/** Log-odds that a pair is bought again within so many days; its inputs are in intervals/due-inputs.ts. */
const dueLayer = linearLayer.extend({ horizonDays: positive });
export type DueLayer = z.infer<typeof dueLayer>;

/**
 * Median of ln(days until the next purchase / usual interval) of those who come back, inputs in
 * intervals/date-inputs.ts, and the spread of ln days below and above it.
 */
const dateLayer = linearLayer.extend({
  spreadBelow: positive,
  spreadAbove: positive,
  from: provenance,
});
export type DateLayer = z.infer<typeof dateLayer>;

/** How attributes move the odds of leaving; without `model` too little is known to say. */
const attributes = z.looseObject({
  model: attributeModel.optional(),
  /** Share of its log-odds that comes on top of what the customer's history says. */
  weight: z.number().min(0),
  from: provenance,
});

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
  /** `repeats`: repeat purchases that taught it. */
  activity: activityParameters.extend({ repeats: z.int().optional(), from: provenance }),
  /** How like one another shops are; what a young shop learns is pulled to the shipped activity by it. */
  activityPrior: activityFirmness.extend({ from: provenance }).optional(),
  /** Log-odds of a purchase within `horizonDays`; inputs in purchase-inputs.ts. Older models lack it. */
  activityLayer: linearLayer.extend({ horizonDays: positive, from: provenance }).optional(),
  /** How the level of what comes true moves over time. Older models lack it. */
  level: levelDrift.extend({ from: provenance }).optional(),
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
  /** Layers over the closed form of a pair, and its MBG/CNBD-k in product time. */
  due: z.looseObject({
    /** By horizon, shortest first; models learned by older versions lack them. */
    layers: z.array(dueLayer).min(2).optional(),
    pairs: activityParameters,
    /** Predictive spread of ln gap (s) for which layers were fitted; outside the closed form stands. */
    spread: z.tuple([z.number(), z.number()]),
    from: provenance,
  }),
  /** Dates of those who come back; models learned by older versions lack it. */
  dates: dateLayer.optional(),
  /** By product, then by component; the empty name is the asset as a whole. */
  hazards: z.record(z.string(), z.record(z.string(), hazard)),
  /** Usual planned service by product, over all its components that have no interval of their own. */
  services: z.record(z.string(), serviceRhythm),
  maintenance: z.looseObject({
    /** Gamma(shape, shape) of how much more or less than its kind one component fails. */
    frailtyShape: positive,
    /** Standard deviation of ln(days actually taken / service interval). */
    adherence: positive,
    /** The same shape where the hazard is one of visits. */
    visitFrailtyShape: positive.optional(),
    /** Of how much more or less than its kind an asset fails as a whole; absent: all alike. */
    assetFrailtyShape: positive.optional(),
    from: provenance,
  }),
  /** By product and component: what is learned over the closed form of failures. */
  failures: z
    .looseObject({
      products: z.record(z.string(), z.record(z.string(), failureLayers)),
      from: provenance,
    })
    .optional(),
  /** By product: what condition data say of its remaining life. */
  condition: z.looseObject({ products: z.record(z.string(), wear), from: provenance }).optional(),
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
  /** Leaving by what describes customers; only shops that list attributes have it. */
  attributes: attributes.optional(),
  /** Revenue from which a customer belongs to class A (80 % of revenue) and B (95 %). */
  abc: z.looseObject({ aFromMinor: z.number(), bFromMinor: z.number(), from: provenance }),
  /** What it was learned from and how it was judged; models of older versions and what ships lack it. */
  record: learningRecord.optional(),
});
export type Model = z.infer<typeof model>;
