import * as z from 'zod';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { DAWN_COMPLETED } from '#shared/messaging/sources.ts';
import { type DawnPass, documentId } from '#shared/pipeline/summaries.ts';
import { type DawnDeps, passSegment, type SegmentPass } from './pass-segment.ts';

/** A whole pass in this process, segment by segment: for the command line and for small shops. */
export async function runDawn(
  deps: DawnDeps,
  { asOfDay, quiet, segments = 1 }: { asOfDay: number; quiet: boolean; segments?: number },
): Promise<DawnPass> {
  for (let segment = 0; segment < segments; segment += 1) {
    await finishSegment(deps, { asOfDay, segment, segments, quiet });
  }
  return completePass(deps, { asOfDay, segments });
}

/**
 * One segment of a pass; whoever finishes the last one completes the pass. Two segments that end
 * together may both complete it, which says the same thing twice.
 */
export async function runSegment(deps: DawnDeps, pass: SegmentPass): Promise<void> {
  await finishSegment(deps, pass);
  const done = await deps.documents.list('dawn-done', `${isoDate(pass.asOfDay)}/`);
  if (done.length < pass.segments) return;
  const completed = await completePass(deps, pass);
  await deps.bus.signal(DAWN_COMPLETED, { asOf: completed.asOf, segments: completed.segments });
}

const segmentDone = z.object({ customers: z.int(), changed: z.int() });

async function finishSegment(deps: DawnDeps, pass: SegmentPass): Promise<void> {
  const { customers, changed } = await passSegment(deps, pass);
  const id = documentId(isoDate(pass.asOfDay), pass.segment);
  await deps.documents.put('dawn-done', id, { customers, changed });
}

async function completePass(
  deps: DawnDeps,
  { asOfDay, segments }: { asOfDay: number; segments: number },
): Promise<DawnPass> {
  const asOf = isoDate(asOfDay);
  const done = await deps.documents.list('dawn-done', `${asOf}/`);
  const counts = done.map((each) => segmentDone.parse(each.document));
  const completed: DawnPass = {
    asOf,
    segments,
    customers: counts.reduce((sum, each) => sum + each.customers, 0),
    changed: counts.reduce((sum, each) => sum + each.changed, 0),
    modelVersion: (await deps.model()).version,
  };
  await deps.documents.put('dawn', 'latest', completed);
  return completed;
}
