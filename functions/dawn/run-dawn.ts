import * as z from 'zod';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { DAWN_COMPLETED } from '#shared/messaging/sources.ts';
import { type DawnPass, keepLatestPass, segmentId } from '#shared/pipeline/summaries.ts';
import type { Count } from '#shared/runtime/figures.ts';
import { type DawnDeps, passSegment } from './pass-segment.ts';
import type { SegmentPass } from './segment-pass.ts';

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
export async function runSegment(
  deps: DawnDeps & { readonly count?: Count },
  pass: SegmentPass & { readonly startedMs?: number | undefined },
): Promise<void> {
  await finishSegment(deps, pass);
  if ((await segmentsDone(deps, pass)).length < pass.segments) return;
  const completed = await completePass(deps, pass);
  await deps.bus.signal(DAWN_COMPLETED, { asOf: completed.asOf, segments: completed.segments });
  deps.count?.('DawnsCompleted', 1);
  deps.count?.('DawnCustomers', completed.customers);
  /* So that a day without decisions is told apart from one that nobody counted. */
  deps.count?.('DecisionsMade', 0);
  if (pass.startedMs !== undefined) {
    deps.count?.('DawnSeconds', Math.max(deps.clock.nowMs() - pass.startedMs, 0) / 1_000);
  }
}

/** `segments`: into how many the pass was divided. */
const segmentDone = z.object({
  customers: z.int(),
  changed: z.int(),
  segments: z.int().optional(),
});

type WholePass = Pick<SegmentPass, 'asOfDay' | 'segments'>;

async function finishSegment(deps: DawnDeps, pass: SegmentPass): Promise<void> {
  const { customers, changed } = await passSegment(deps, pass);
  const { asOfDay, segment, segments } = pass;
  const id = segmentId(isoDate(asOfDay), segment);
  await deps.documents.put('dawn-done', id, { customers, changed, segments });
}

/** What was done of this pass; a pass of the same day that was divided otherwise is another. */
async function segmentsDone({ documents }: DawnDeps, { asOfDay, segments }: WholePass) {
  const done = await documents.list('dawn-done', `${isoDate(asOfDay)}/`);
  return done
    .map(({ document }) => segmentDone.parse(document))
    .filter((each) => each.segments === segments);
}

async function completePass(deps: DawnDeps, pass: WholePass): Promise<DawnPass> {
  const done = await segmentsDone(deps, pass);
  const completed: DawnPass = {
    asOf: isoDate(pass.asOfDay),
    segments: pass.segments,
    customers: done.reduce((sum, each) => sum + each.customers, 0),
    changed: done.reduce((sum, each) => sum + each.changed, 0),
    modelVersion: (await deps.model()).version,
  };
  await keepLatestPass(deps.documents, completed);
  return completed;
}
