import * as z from 'zod';
import type { ShopSettings } from '#shared/config/shop.ts';
import { kpiFigure } from '#shared/contracts/outbound.ts';
import { computeKpis, groupSizes } from '#shared/domain/kpi/compute-kpis.ts';
import { emptySums, type KpiSums, kpiSums, mergeSums } from '#shared/domain/kpi/sums.ts';
import { windowNames } from '#shared/domain/kpi/windows.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import { changeDocument } from '#shared/store/change-document.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

/** KPIs of one day, as kept in the documents `report` / date and `report` / `latest`. */
export const kpiReport = z.looseObject({
  asOf: z.iso.date(),
  shop: z.string(),
  currency: z.string(),
  customers: z.int(),
  /** Customers for whom something was decided, by window: the two groups that effects compare. */
  groups: z.record(z.string(), z.object({ treated: z.int(), control: z.int() })),
  figures: z.array(kpiFigure),
});
export type KpiReport = z.infer<typeof kpiReport>;

/** Which dawn pass to report on. */
export const finishedDawn = z.object({ asOf: z.iso.date(), segments: z.int().min(1) });
export type FinishedDawn = z.infer<typeof finishedDawn>;

export type WriteDeps = {
  readonly documents: DocumentStore;
  readonly shop: Pick<ShopSettings, 'name' | 'currency'>;
};

/**
 * Adds up what the segments of a dawn pass left, computes the KPIs and keeps them. Repeating it is
 * harmless, and a report on an older day never replaces the latest one.
 * @throws Error that names a segment whose sums are not there.
 */
export async function writeReport(deps: WriteDeps, dawn: FinishedDawn): Promise<KpiReport> {
  const report = await composeReport(deps, dawn);
  await deps.documents.put('report', dawn.asOf, report);
  await keepLatest(deps.documents, report);
  return report;
}

/** The report on a dawn pass, kept nowhere. @throws Error that names a segment whose sums are not there. */
export async function composeReport(deps: WriteDeps, dawn: FinishedDawn): Promise<KpiReport> {
  const sums = await readSums(deps.documents, dawn);
  return {
    asOf: dawn.asOf,
    shop: deps.shop.name,
    currency: deps.shop.currency,
    customers: sums.customers,
    groups: Object.fromEntries(windowNames.map((window) => [window, groupSizes(sums, window)])),
    figures: computeKpis(sums, dayOfIso(dawn.asOf)),
  };
}

async function readSums(documents: DocumentStore, { asOf, segments }: FinishedDawn) {
  let sums: KpiSums = emptySums();
  for (let segment = 0; segment < segments; segment += 1) {
    const id = segmentId(asOf, segment);
    const stored = await documents.get('kpi-sums', id);
    if (stored === undefined) throw new Error(`KPI sums of segment ${id} are missing`);
    sums = mergeSums(sums, kpiSums.parse(stored));
  }
  return sums;
}

const keepLatest = (documents: DocumentStore, report: KpiReport): Promise<void> =>
  changeDocument(documents, 'report', 'latest', (before) =>
    before !== undefined && kpiReport.parse(before).asOf > report.asOf ? undefined : report,
  );
