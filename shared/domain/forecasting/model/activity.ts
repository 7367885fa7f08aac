import * as z from 'zod';
import { isPurchaseInput } from '../activity/purchase-inputs.ts';
import { linearLayer } from '../statistics/linear-layer.ts';
import { positive, share } from './numbers.ts';
import { provenance } from './provenance.ts';

/** MBG/CNBD-k: purchases Erlang-k with rate Gamma(r, alpha days), leaving after each with Beta(a, b). */
export const activityParameters = z.looseObject({
  k: z.int().min(1).max(3),
  r: positive,
  alpha: positive,
  a: positive,
  b: positive,
});
export type ActivityParameters = z.infer<typeof activityParameters>;

/** Log-odds of a purchase within `horizonDays`; inputs in activity/purchase-inputs.ts. */
export const activityLayer = linearLayer
  .extend({ horizonDays: positive, from: provenance })
  .refine(
    ({ inputs }) => Object.keys(inputs).every(isPurchaseInput),
    'an input that this version does not know',
  );

/** Precisions (half of 1 / variance over shops) of ln r, ln(alpha/k), ln(a/b) and ln(a+b). */
export const activityFirmness = z.looseObject({
  spread: positive,
  pace: positive,
  leaving: positive,
  likeness: positive,
  /** How far off the probabilities of one shop's parameters are at another (standard deviation). */
  doubt: positive.optional(),
});

/** Movement of a level in log-odds from one window of 30 days to the next. */
export const levelDrift = z.looseObject({
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
