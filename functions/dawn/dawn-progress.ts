import * as z from 'zod';
import { emptySums, kpiSums } from '#shared/domain/kpi/sums.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { documentId } from '#shared/pipeline/summaries.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

const progress = z.object({
  cursor: z.string().optional(),
  done: z.boolean(),
  /** Into how many segments the pass was divided. */
  segments: z.int().optional(),
  pages: z.int(),
  customers: z.int(),
  changed: z.int(),
  sums: kpiSums,
});
/** How far a pass over one segment has come; `cursor` is where the next page begins. */
export type Progress = {
  readonly cursor: string | undefined;
  readonly done: boolean;
  readonly pages: number;
  readonly customers: number;
  readonly changed: number;
  readonly sums: z.infer<typeof kpiSums>;
};

/** Names one segment of one pass. A quiet pass looks again each time it is asked for. */
type Segment = {
  readonly asOfDay: number;
  readonly segment: number;
  readonly segments: number;
  readonly quiet: boolean;
};

const KIND = 'dawn-progress';

export const startProgress = (): Progress => ({
  cursor: undefined,
  done: false,
  pages: 0,
  customers: 0,
  changed: 0,
  sums: emptySums(),
});

/** Undefined when there is none of this pass; one of another version or division is none. */
export async function readProgress(
  documents: DocumentStore,
  { asOfDay, segment, segments, quiet }: Segment,
): Promise<Progress | undefined> {
  if (quiet) return undefined;
  const stored = await documents.get(KIND, documentId(isoDate(asOfDay), segment));
  if (stored === undefined) return undefined;
  const read = progress.safeParse(stored);
  if (!read.success || read.data.segments !== segments) return undefined;
  const { cursor, segments: _, ...rest } = read.data;
  return { ...rest, cursor };
}

export async function saveProgress(
  documents: DocumentStore,
  { asOfDay, segment, segments, quiet }: Segment,
  reached: Progress,
): Promise<void> {
  if (quiet) return;
  await documents.put(KIND, documentId(isoDate(asOfDay), segment), { ...reached, segments });
}
