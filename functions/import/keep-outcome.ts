import * as z from 'zod';
import type { RowFault } from '#shared/importing/import-row.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { DocumentStore, Quarantine } from '#shared/store/ports.ts';
import { readAsOf } from './as-of.ts';
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
  await target.documents.put('status', 'import', await added(target.documents, report));
  if (report.asOf === undefined) return;
  const before = await readAsOf(target.documents);
  if (before === undefined || before < report.asOf) {
    await target.documents.put('status', 'as-of', { asOf: report.asOf });
  }
}

const totals = z.object({
  /** Contents imported, each once. */
  hashes: z.array(z.string()),
  files: z.int(),
});

/** Contents remembered; a file imported again long after is counted as another. */
const HASHES_KEPT = 100;

/** How many files were imported so far. */
export async function importTotals(documents: DocumentStore): Promise<z.infer<typeof totals>> {
  const found = await documents.get('status', 'import');
  return found === undefined ? { hashes: [], files: 0 } : totals.parse(found);
}

async function added(documents: DocumentStore, report: ImportReport) {
  const before = await importTotals(documents);
  const known = before.hashes.includes(report.contentHash);
  const hashes = known ? before.hashes : [...before.hashes, report.contentHash];
  return {
    hashes: hashes.slice(-HASHES_KEPT),
    files: before.files + (known ? 0 : 1),
  };
}
