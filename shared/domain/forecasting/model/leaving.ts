import * as z from 'zod';
import { attributeModel } from '../attributes/attribute-model.ts';
import { positive, share } from './numbers.ts';
import { provenance } from './provenance.ts';

/** Leaving of those who subscribe. */
export const subscriptions = z.looseObject({
  leavePerPeriod: share,
  concentration: positive,
  /** A renewal is usually this share of the period late at most. */
  graceShare: positive,
  /** Periods that were not renewed and have taught it; models of before lack it. */
  left: z.int().optional(),
  from: provenance,
});

/** How attributes move the odds of leaving; without `model` too little is known to say. */
export const attributes = z.looseObject({
  model: attributeModel.optional(),
  /** Share of its log-odds that comes on top of what the customer's history says. */
  weight: z.number().min(0),
  from: provenance,
});

/** Log-odds that one service signal at its strongest adds to the odds of leaving. */
export const signalWeights = z.looseObject({
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
