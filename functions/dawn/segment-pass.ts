import * as z from 'zod';

/** A message of the dawn queue: one segment of a pass that began at `startedMs`. */
export const segmentMessage = z.object({
  asOfDay: z.int(),
  segment: z.int(),
  segments: z.int(),
  startedMs: z.int().optional(),
});
export type SegmentMessage = z.infer<typeof segmentMessage>;

/** One segment of one pass. `quiet` looks only: nothing is decided, nothing is sent. */
export type SegmentPass = Readonly<Omit<SegmentMessage, 'startedMs'>> & {
  readonly quiet: boolean;
};
