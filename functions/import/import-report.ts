import * as z from 'zod';

const count = z.int().min(0);

/** What became of the rows of a part of a file. */
export const outcome = z.object({
  events: count,
  applied: count,
  repeated: count,
  /** Latest local day on which anything happened; absent when nothing did. */
  lastDay: z.int().optional(),
});
export type Outcome = z.infer<typeof outcome>;

/** What became of a whole file: `rows = applied + repeated + quarantined`. */
export const importReport = z.object({
  file: z.string(),
  rows: count,
  events: count,
  applied: count,
  repeated: count,
  quarantined: count,
  customers: count,
  dryRun: z.boolean(),
  /** Rows that an interrupted import of the same file had settled before. */
  resumedRows: count,
  contentHash: z.string(),
  /** Last day of the data, as the shop counts days. */
  asOf: z.iso.date().optional(),
  conventions: z.array(z.string()),
  reasons: z.array(z.object({ reason: z.string(), rows: count })),
  faults: z.array(z.object({ line: count, reason: z.string() })),
});
export type ImportReport = z.infer<typeof importReport>;

export const nothing: Outcome = { events: 0, applied: 0, repeated: 0 };

export function plus(a: Outcome, b: Outcome): Outcome {
  const days = [a.lastDay, b.lastDay].filter((day) => day !== undefined);
  return {
    events: a.events + b.events,
    applied: a.applied + b.applied,
    repeated: a.repeated + b.repeated,
    ...(days.length === 0 ? {} : { lastDay: Math.max(...days) }),
  };
}
