import * as z from 'zod';
import { emptySums, kpiSums } from '#shared/domain/kpi/sums.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import type { DocumentStore } from '#shared/store/ports.ts';
import type { SegmentPass } from './segment-pass.ts';

const stored = z.object({
  /** Where the next page begins. */
  cursor: z.string().optional(),
  done: z.boolean(),
  /** Into how many segments the pass was divided. */
  segments: z.int().optional(),
  pages: z.int(),
  customers: z.int(),
  changed: z.int(),
  sums: kpiSums,
});
/** How far a pass over one segment has come. */
export type Progress = Readonly<Omit<z.infer<typeof stored>, 'segments'>>;

const KIND = 'dawn-progress';

export const startProgress = (): Progress => ({
  done: false,
  pages: 0,
  customers: 0,
  changed: 0,
  sums: emptySums(),
});

/**
 * Undefined when there is none of this pass; one of another version or division is none. A quiet
 * pass looks again each time it is asked for.
 */
export async function readProgress(
  documents: DocumentStore,
  { asOfDay, segment, segments, quiet }: SegmentPass,
): Promise<Progress | undefined> {
  if (quiet) return undefined;
  const found = await documents.get(KIND, segmentId(isoDate(asOfDay), segment));
  const read = stored.safeParse(found);
  if (!read.success || read.data.segments !== segments) return undefined;
  const { segments: _, ...progress } = read.data;
  return progress;
}

export async function saveProgress(
  documents: DocumentStore,
  { asOfDay, segment, segments, quiet }: SegmentPass,
  reached: Progress,
): Promise<void> {
  if (quiet) return;
  await documents.put(KIND, segmentId(isoDate(asOfDay), segment), { ...reached, segments });
}
