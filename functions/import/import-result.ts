import * as z from 'zod';
import { maskText } from '#shared/contracts/redact.ts';
import { withoutValues } from '#shared/importing/fault-log.ts';
import { type ImportReport, importReport } from './import-report.ts';

/** The object and the mapping that were read. */
const source = z.object({
  key: z.string(),
  etag: z.string(),
  mappingEtag: z.string().optional(),
});
export type ImportSource = z.infer<typeof source>;

/** What became of an uploaded file, for people and for the next upload; it quotes nothing from rows. */
export const importResult = z.discriminatedUnion('status', [
  source.extend({ status: z.literal('imported'), report: importReport }),
  source.extend({ status: z.literal('refused'), reason: z.string(), hint: z.string() }),
]);
export type ImportResult = z.infer<typeof importResult>;

export const imported = (from: ImportSource, report: ImportReport): ImportResult => ({
  ...from,
  status: 'imported',
  report: {
    ...report,
    reasons: report.reasons.map((each) => ({ ...each, reason: unquoted(each.reason) })),
    faults: report.faults.map((each) => ({ ...each, reason: unquoted(each.reason) })),
  },
});

export const refused = (
  from: ImportSource,
  { message, hint }: { readonly message: string; readonly hint: string },
): ImportResult => ({
  ...from,
  status: 'refused',
  reason: unquoted(message),
  hint: unquoted(hint),
});

/** Whether this very content was imported with this very mapping. */
export const isResultOf = (result: ImportResult | undefined, from: ImportSource): boolean =>
  result?.status === 'imported' &&
  result.etag === from.etag &&
  result.mappingEtag === from.mappingEtag;

/** Faults quote the value that was wrong, which may be somebody's address. */
const unquoted = (text: string): string => maskText(withoutValues(text));
