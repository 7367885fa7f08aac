import { createHash } from 'node:crypto';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import { type FaultLog, faultLog } from '#shared/importing/fault-log.ts';
import { conventions } from '#shared/importing/order-conventions.ts';
import type { ImportPlan } from '#shared/importing/plan-import.ts';
import type { RowSettings } from '#shared/importing/read-row.ts';
import { spillTo } from '#shared/importing/spill.ts';
import type { OpenText } from '#shared/importing/text-lines.ts';
import type { DocumentStore, Ledger, Quarantine } from '#shared/store/ports.ts';
import { type ImportStores, lookingAt, recordingTo } from './apply-customer.ts';
import { applyPartitions } from './apply-partitions.ts';
import { noCheckpoint, openCheckpoint } from './checkpoint.ts';
import { type ImportReport, nothing, type Outcome, plus } from './import-report.ts';
import { keepOutcome } from './keep-outcome.ts';
import { readRows } from './read-rows.ts';

export type ImportRequest = {
  /** Name of the file, for people. */
  readonly file: string;
  readonly text: OpenText;
  readonly plan: ImportPlan;
  readonly settings: RowSettings;
  /** Pattern of product ids that are no products, or `none`; absent: detected. */
  readonly ignoreProducts?: string;
  /** Folder that may be made and removed for sorting a large file. */
  readonly spillFolder: string;
  readonly onProgress?: (progress: ImportProgress) => void;
};

export type ImportProgress = {
  readonly stage: 'reading' | 'recording';
  /** Rows through this stage so far; `of` is known once the file was read. */
  readonly rows: number;
  readonly of?: number;
};

export type ImportTarget =
  | ({
      readonly kind: 'record';
      readonly documents: DocumentStore;
      readonly quarantine: Quarantine;
    } & ImportStores)
  | { readonly kind: 'dry-run'; readonly calendar: Calendar; readonly ledger?: Ledger };

/** Enough for 100 million rows at 30 MB a partition. */
const PARTITIONS = 256;

/**
 * Imports a file of orders or events as history: nothing is decided and nothing is sent about it.
 * The whole file is read before the first write, so a file that breaks off changes nothing; after a
 * kill the same import goes on with the first customers that were not yet settled.
 */
export async function importHistory(
  target: ImportTarget,
  request: ImportRequest,
): Promise<ImportReport> {
  const spill = spillTo(request.spillFolder, PARTITIONS);
  const faults = faultLog();
  const seen = conventions();
  const progress = request.onProgress ?? (() => undefined);
  try {
    const rows = await readRows({
      ...request,
      spill,
      conventions: seen,
      faults,
      onRows: (count) => progress({ stage: 'reading', rows: count }),
    });
    const rules = seen.decide(request.ignoreProducts);
    const sums = { total: nothing, customers: 0, resumedRows: 0 };
    const { apply, checkpoint } = await prepared(target, request);
    await applyPartitions({
      spill,
      format: request.plan.kind,
      rules,
      apply,
      checkpoint,
      onPartition: (done, resumed) => {
        sums.total = plus(sums.total, done.outcome);
        sums.customers += done.customers;
        if (resumed) sums.resumedRows += done.outcome.applied + done.outcome.repeated;
        for (const fault of done.faults) faults.add(fault);
        const { applied, repeated } = sums.total;
        progress({ stage: 'recording', rows: applied + repeated + faults.count(), of: rows });
      },
    });
    const report = reportOf(request, target.kind === 'dry-run', rows, sums, faults, rules.says);
    if (target.kind === 'record') {
      await keepOutcome(target, report, faults.kept());
      await checkpoint.clear();
    }
    return report;
  } finally {
    await spill.close();
  }
}

async function prepared(target: ImportTarget, request: ImportRequest) {
  if (target.kind === 'dry-run') return { apply: lookingAt(target), checkpoint: noCheckpoint };
  return {
    apply: recordingTo(target),
    checkpoint: await openCheckpoint(target.documents, checkpointKey(request)),
  };
}

/** One content read in one way. */
function checkpointKey({ text, plan, settings, ignoreProducts }: ImportRequest): string {
  const { zone, currency } = settings;
  const way = JSON.stringify([
    text.contentHash(),
    plan,
    zone,
    currency,
    ignoreProducts,
    PARTITIONS,
  ]);
  return createHash('sha256').update(way).digest('hex').slice(0, 32);
}

function reportOf(
  request: ImportRequest,
  dryRun: boolean,
  rows: number,
  sums: { total: Outcome; customers: number; resumedRows: number },
  faults: FaultLog,
  says: string[],
): ImportReport {
  const { events, applied, repeated, lastDay } = sums.total;
  return {
    file: request.file,
    rows,
    events,
    applied,
    repeated,
    quarantined: faults.count(),
    customers: sums.customers,
    dryRun,
    resumedRows: sums.resumedRows,
    contentHash: request.text.contentHash(),
    ...(lastDay === undefined ? {} : { asOf: isoDate(lastDay) }),
    conventions: says,
    reasons: [...faults.byReason()],
    faults: faults
      .kept()
      .slice(0, 20)
      .map(({ line, reason }) => ({ line, reason })),
  };
}
