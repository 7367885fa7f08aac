import * as z from 'zod';
import { type DueRow, dueRow, type RiskRow, riskRow } from '#shared/domain/deciding/outlook.ts';
import { changeDocument } from '#shared/store/change-document.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

/*
 * What a dawn pass leaves for those who want to look: documents `due` and `at-risk` with id
 * `<date>/<segment>/<page>` (one list of rows each), `kpi-sums` with id `<date>/<segment>`, and
 * `dawn` / `latest`, which names the newest complete pass.
 */

const dawnPass = z.object({
  asOf: z.iso.date(),
  segments: z.int(),
  customers: z.int(),
  changed: z.int(),
  modelVersion: z.string(),
});
export type DawnPass = z.infer<typeof dawnPass>;

/** Rows kept of each page of customers, the weightiest first, so that a document stays small. */
export const ROWS_KEPT = { due: 250, atRisk: 250 } as const;

/** The id of what one segment of a pass leaves. */
export const segmentId = (date: string, segment: number): string =>
  `${date}/${String(segment).padStart(4, '0')}`;

export const pageId = (date: string, segment: number, page: number): string =>
  `${segmentId(date, segment)}/${String(page).padStart(4, '0')}`;

/** The newest complete pass; undefined before the first. */
export async function latestPass(documents: DocumentStore): Promise<DawnPass | undefined> {
  const stored = await documents.get('dawn', 'latest');
  return stored === undefined ? undefined : dawnPass.parse(stored);
}

/** Makes the pass the newest one, unless a newer one is complete already. */
export const keepLatestPass = (documents: DocumentStore, pass: DawnPass): Promise<void> =>
  changeDocument(documents, 'dawn', 'latest', (before) =>
    before !== undefined && dawnPass.parse(before).asOf > pass.asOf ? undefined : pass,
  );

/** All due rows of a pass, the weightiest first. */
export async function readDue(documents: DocumentStore, asOf: string): Promise<DueRow[]> {
  const pages = await documents.list('due', `${asOf}/`);
  return pages.flatMap((page) => z.array(dueRow).parse(page.document)).sort(weightiestDueFirst);
}

/** All rows of the at-risk list of a pass, the most valuable first. */
export async function readAtRisk(documents: DocumentStore, asOf: string): Promise<RiskRow[]> {
  const pages = await documents.list('at-risk', `${asOf}/`);
  return pages.flatMap((page) => z.array(riskRow).parse(page.document)).sort(costliestRiskFirst);
}

export const weightiestDueFirst = (a: DueRow, b: DueRow): number =>
  b.valueMinor - a.valueMinor || byName(a.customerId + a.subject, b.customerId + b.subject);

export const costliestRiskFirst = (a: RiskRow, b: RiskRow): number =>
  b.probability * b.valueAtStakeMinor - a.probability * a.valueAtStakeMinor ||
  byName(a.customerId, b.customerId);

const byName = (a: string, b: string): number => (a < b ? -1 : 1);
