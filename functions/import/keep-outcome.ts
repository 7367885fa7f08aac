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
  await target.documents.put('status', 'import', { ...report, atMs });
  if (report.asOf === undefined) return;
  const before = await readAsOf(target.documents);
  if (before === undefined || before < report.asOf) {
    await target.documents.put('status', 'as-of', { asOf: report.asOf });
  }
}
