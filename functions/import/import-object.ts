import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import {
  choicesOf,
  type ImportMapping,
  parseImportMapping,
} from '#shared/importing/import-mapping.ts';
import { ImportRefused } from '#shared/importing/import-refused.ts';
import { type ImportPlan, planImport } from '#shared/importing/plan-import.ts';
import { openText } from '#shared/importing/text-lines.ts';
import { mappingKeyOf, type ObjectName } from './created-object.ts';
import type { FoundObject, ImportBucket } from './import-bucket.ts';
import { refusalOf } from './import-fault.ts';
import { type ImportTarget, importHistory } from './import-history.ts';
import type { ImportReport } from './import-report.ts';
import { type ImportResult, imported, importResult, isResultOf, refused } from './import-result.ts';

export type ImportObjectDeps = {
  readonly target: Extract<ImportTarget, { kind: 'record' }>;
  readonly bucket: ImportBucket;
  /** Folder that may be made and removed for sorting a large file; nobody else may use it. */
  readonly spillFolder: string;
};

/** Milliseconds that this run may still take. */
export type TimeLeft = () => number;

/** Kept for the customers being worked on when a run pauses. */
const PAUSE_WITH_LEFT_MS = 120_000;
const LARGEST_MAPPING_BYTES = 64 * 1024;
const KIND = 'import-result';

/**
 * Imports one file of the bucket and leaves its result beside it, under `reports/`, and among the
 * documents. The content that was imported last under its name is not imported again.
 * @returns `paused` when time runs out: the next run goes on where this one was
 */
export async function importObject(
  deps: ImportObjectDeps,
  name: ObjectName,
  timeLeft: TimeLeft,
): Promise<'done' | 'paused'> {
  const file = await deps.bucket.find(name);
  /* Removed since, a mapping that came before its file, or a folder. */
  if (file === undefined || file.key.endsWith('/')) return 'done';
  const mapping = await deps.bucket.find({ ...name, key: mappingKeyOf(name.key) });
  const source = {
    key: file.key,
    etag: file.etag,
    ...(mapping === undefined ? {} : { mappingEtag: mapping.etag }),
  };
  const before = await lastResult(deps, name);
  if (before !== undefined && isResultOf(before, source)) {
    /* The run that wrote the document may have ended before it wrote the object. */
    await deps.bucket.writeJson(reportOf(name), before);
    return 'done';
  }
  try {
    const report = await importFile(deps, file, mapping, timeLeft);
    await keepResult(deps, name, imported(source, report));
  } catch (error) {
    if (error instanceof Paused) return 'paused';
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    await keepResult(deps, name, refused(source, refusal));
  }
  return 'done';
}

async function importFile(
  deps: ImportObjectDeps,
  file: FoundObject,
  mappingFile: FoundObject | undefined,
  timeLeft: TimeLeft,
): Promise<ImportReport> {
  const mapping = mappingFile === undefined ? {} : await readMapping(deps.bucket, mappingFile);
  const stream = await deps.bucket.open(file);
  try {
    return await importStream(deps, file.key, stream, mapping, timeLeft);
  } finally {
    stream.destroy();
  }
}

async function importStream(
  { target, spillFolder }: ImportObjectDeps,
  key: string,
  stream: Readable,
  mapping: ImportMapping,
  timeLeft: TimeLeft,
): Promise<ImportReport> {
  const { shop, clock } = target.pipeline;
  const { timeZone, ignoreProducts } = mapping;
  const text = await openText(stream);
  const plan = planImport(text.sample, choicesOf(mapping));
  refuseOtherCurrency(plan, mapping, shop.currency);
  return importHistory(target, {
    file: key,
    text,
    plan,
    settings: { zone: timeZone ?? shop.timeZone, currency: shop.currency, nowMs: clock.nowMs() },
    ...(ignoreProducts === undefined ? {} : { ignoreProducts }),
    spillFolder,
    onProgress: ({ stage }) => {
      /* Thrown, it stops the import once the customers begun are settled. */
      if (stage === 'recording' && timeLeft() < PAUSE_WITH_LEFT_MS) throw new Paused();
    },
  });
}

class Paused extends Error {}

async function readMapping(bucket: ImportBucket, file: FoundObject): Promise<ImportMapping> {
  if (file.bytes > LARGEST_MAPPING_BYTES) {
    throw new ImportRefused(
      `the mapping file has ${file.bytes} bytes, more than ${LARGEST_MAPPING_BYTES}`,
      'Check that it is the right file.',
    );
  }
  return parseImportMapping(await textOf(await bucket.open(file)));
}

/** Pounds must not be added to euros. */
function refuseOtherCurrency(plan: ImportPlan, mapping: ImportMapping, currency: string): void {
  const theirs = mapping.currency ?? (plan.kind === 'csv' ? plan.currency : undefined);
  if (theirs === undefined || theirs === currency) return;
  throw new ImportRefused(
    `the file is in ${theirs}, but the shop counts in ${currency}`,
    `To take its numbers as ${currency}, say so in the mapping file: {"currency":"${currency}"}.`,
  );
}

async function lastResult(
  { target }: ImportObjectDeps,
  { key }: ObjectName,
): Promise<ImportResult | undefined> {
  const found = await target.documents.get(KIND, key);
  return importResult.safeParse(found).data;
}

async function keepResult(
  { target, bucket }: ImportObjectDeps,
  name: ObjectName,
  result: ImportResult,
): Promise<void> {
  await target.documents.put(KIND, name.key, result);
  await bucket.writeJson(reportOf(name), result);
}

const reportOf = ({ bucket, key }: ObjectName): ObjectName => ({
  bucket,
  key: `reports/${key}.json`,
});
