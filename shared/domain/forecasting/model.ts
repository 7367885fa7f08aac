import * as z from 'zod';
import {
  activityFirmness,
  activityLayer,
  activityParameters,
  levelDrift,
} from './model/activity.ts';
import { failures, hazard } from './model/hazard.ts';
import { attributes, signalWeights, subscriptions } from './model/leaving.ts';
import { logGaps } from './model/log-gaps.ts';
import { positive } from './model/numbers.ts';
import { dateLayer, due, intervals, productPrior } from './model/pairs.ts';
import { provenance } from './model/provenance.ts';
import { pulse, pulseDrift } from './model/pulse.ts';
import { season, seasonPrior } from './model/season.ts';
import { maintenance, serviceRhythm, usage } from './model/service.ts';
import { spendParameters } from './model/spend.ts';
import { condition } from './model/wear.ts';
import { learningRecord } from './training/learning-record.ts';

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
  /** Log-odds of a purchase; older models lack it. */
  activityLayer: activityLayer.optional(),
  /** How the level of what comes true moves over time. Older models lack it. */
  level: levelDrift.extend({ from: provenance }).optional(),
  /** How the pulse drifts, and the pulse as followed until a day. Older models lack both. */
  pulseDrift: pulseDrift.optional(),
  pulse: pulse.optional(),
  /** What is believed of seasons, and that of a shop that has lived through one. Older models lack both. */
  seasonPrior: seasonPrior.optional(),
  season: season.optional(),
  spend: spendParameters.extend({ meanOrderMinor: positive, from: provenance }),
  visits: z.looseObject({ ...logGaps, from: provenance }),
  intervals,
  products: z.record(z.string(), productPrior),
  /** Layers over the closed form of a pair, and its MBG/CNBD-k in product time. */
  due,
  /** Dates of those who come back; models learned by older versions lack it. */
  dates: dateLayer.optional(),
  /** By product, then by component; the empty name is the asset as a whole. */
  hazards: z.record(z.string(), z.record(z.string(), hazard)),
  /** Usual planned service by product, over all its components that have no interval of their own. */
  services: z.record(z.string(), serviceRhythm),
  maintenance,
  /** By product and component: what is learned over the closed form of failures. */
  failures: failures.optional(),
  /** By product: what condition data say of its remaining life. */
  condition: condition.optional(),
  usage,
  subscriptions,
  signals: signalWeights.extend({ from: provenance }),
  /** Leaving by what describes customers; only shops that list attributes have it. */
  attributes: attributes.optional(),
  /** Revenue from which a customer belongs to class A (80 % of revenue) and B (95 %). */
  abc: z.looseObject({ aFromMinor: z.number(), bFromMinor: z.number(), from: provenance }),
  /** What it was learned from and how it was judged; models of older versions and what ships lack it. */
  record: learningRecord.optional(),
});
export type Model = z.infer<typeof model>;
