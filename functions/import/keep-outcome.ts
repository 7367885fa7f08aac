import * as z from 'zod';
import type { RowFault } from '#shared/importing/import-row.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { changeDocument } from '#shared/store/change-document.ts';
import type { DocumentStore, Quarantine } from '#shared/store/ports.ts';
import { reachAsOf } from './as-of.ts';
import type { ImportReport } from './import-report.ts';

/** Keeps what a file could not give, how it went, and up to which day the data now reaches. */
export async function keepOutcome(
  target: {
    readonly documents: DocumentStore;
    readonly quarantine: Quarantine;
    readonly pipeline: { readonly clock: Clock };
  },
  report: ImportReport,
  faults: readonly RowFault[],
): Promise<void> {
  const atMs = target.pipeline.clock.nowMs();
  for (const { line, reason, redacted } of faults) {
    await target.quarantine.put({
      id: `import:${report.contentHash.slice(0, 16)}:${line}`,
      atMs,
      source: `line ${line} of ${report.file}`,
      reasons: [reason],
      redacted: redacted ?? '',
    });
  }
  await changeDocument(target.documents, ...NAME, (before) => counted(totalsOf(before), report));
  if (report.asOf !== undefined) await reachAsOf(target.documents, report.asOf);
}

const totals = z.object({
  /** Contents imported, each once. */
  hashes: z.array(z.string()),
  files: z.int(),
});
type Totals = z.infer<typeof totals>;

const NAME = ['status', 'import'] as const;

/** Contents remembered; a file imported again long after is counted as another. */
const HASHES_KEPT = 100;

/** How many files were imported so far. */
export async function importTotals(documents: DocumentStore): Promise<Totals> {
  return totalsOf(await documents.get(...NAME));
}

const totalsOf = (found: unknown): Totals =>
  found === undefined ? { hashes: [], files: 0 } : totals.parse(found);

/** With this file counted; undefined when it was counted before. */
function counted({ hashes, files }: Totals, { contentHash }: ImportReport): Totals | undefined {
  if (hashes.includes(contentHash)) return undefined;
  return { hashes: [...hashes, contentHash].slice(-HASHES_KEPT), files: files + 1 };
}
