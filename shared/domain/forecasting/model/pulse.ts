import * as z from 'zod';
import { levelDrift } from './activity.ts';
import { positive, share } from './numbers.ts';
import { provenance } from './provenance.ts';

/** How the pulse of visits and that of repeated products drift from week to week, as ln of a multiplier. */
export const pulseDrift = z.looseObject({
  visits: levelDrift,
  pairs: levelDrift,
  from: provenance,
});

/** How much more is bought than foreseen, as known at the end of the pulse's day. */
const beat = z.looseObject({
  /** Stretches of the time ahead, nearest first: days until their end, ln of the multiplier of the hazard. */
  stretches: z.array(z.tuple([positive, z.number()])).min(1),
  /** Share that is still there a week later, and standard deviation of what nothing is known of. */
  kept: share,
  sd: positive,
  /** Standard deviation of the level now, and of what a single week adds to it. */
  doubt: positive,
  jumpSd: z.number().min(0),
  /**
   * How steep forecasts are: days ahead, nearest first, and by how much the mean probability within
   * them grows for each factor e of the multiplier. Absent in models of before; then nobody knows.
   */
  steepness: z
    .array(z.tuple([positive, z.number().min(0)]))
    .min(1)
    .optional(),
});
export type Beat = z.infer<typeof beat>;

/** What the newest weeks say of all forecasts alike. */
export const pulse = z.looseObject({
  /** Local day whose purchases are the last that it knows. */
  day: z.int(),
  visits: beat.optional(),
  pairs: beat.optional(),
  from: provenance,
});
