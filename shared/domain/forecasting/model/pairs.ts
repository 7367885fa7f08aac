import * as z from 'zod';
import { isDateInput } from '../intervals/date-inputs.ts';
import { isDueInput } from '../intervals/due-inputs.ts';
import { linearLayer } from '../statistics/linear-layer.ts';
import { activityParameters } from './activity.ts';
import { logGaps } from './log-gaps.ts';
import { positive, share } from './numbers.ts';
import { provenance } from './provenance.ts';

/** One product, packed: mean ln gap, variance of ln gap, share leaving after the first purchase, pairs seen. */
export const productPrior = z.tuple([z.number(), positive, share, z.number().min(0)]);
export type ProductPrior = z.infer<typeof productPrior>;

/** Intervals between purchases of a product by a customer. */
export const intervals = z.looseObject({
  ...logGaps,
  omega2: positive,
  /** Gaps, of the pair and of all pairs, from which the pair's rhythm and the customer's pace count half. */
  kappaProduct: positive,
  kappaCustomer: positive,
  /** Share of pairs that end after the first purchase, and how firmly the past says who stays. */
  leaveFirst: share,
  leaveConcentration: positive,
  from: provenance,
});

/** Log-odds that a pair is bought again within so many days; its inputs are in intervals/due-inputs.ts. */
const dueLayer = linearLayer
  .extend({ horizonDays: positive })
  .refine(
    ({ inputs }) => Object.keys(inputs).every(isDueInput),
    'an input that this version does not know',
  );
export type DueLayer = z.infer<typeof dueLayer>;

/**
 * Median of ln(days until the next purchase / usual interval) of those who come back, inputs in
 * intervals/date-inputs.ts, and the spread of ln days below and above it.
 */
export const dateLayer = linearLayer
  .extend({
    spreadBelow: positive,
    spreadAbove: positive,
    /** Of each input, between which values it was learned; models learned by older versions lack it. */
    ranges: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
    /** Whether the window follows the rhythm of the pair; models learned by older versions lack it. */
    windowFollowsPair: z.boolean().optional(),
    from: provenance,
  })
  .refine(
    ({ inputs }) => Object.keys(inputs).every(isDateInput),
    'an input that this version does not know',
  );
export type DateLayer = z.infer<typeof dateLayer>;

/** Layers over the closed form of a pair, and its MBG/CNBD-k in product time. */
export const due = z.looseObject({
  /** By horizon, shortest first; models learned by older versions lack them. */
  layers: z.array(dueLayer).min(2).optional(),
  pairs: activityParameters,
  /** Predictive spread of ln gap (s) for which layers were fitted; outside the closed form stands. */
  spread: z.tuple([z.number(), z.number()]),
  /** Of inputs that no day of asking moves, between which values layers were fitted; older models lack it. */
  ranges: z.record(z.string(), z.tuple([z.number(), z.number()])).optional(),
  from: provenance,
});
