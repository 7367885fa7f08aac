import { dueRows, riskRowOf } from '#shared/domain/deciding/look-ahead.ts';
import type { DueRow, RiskRow } from '#shared/domain/deciding/outlook.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { type KpiSums, mergeSums, sumCustomers } from '#shared/domain/kpi/sums.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { decideContext } from '#shared/pipeline/decide-context.ts';
import {
  costliestRiskFirst,
  latestPass,
  pageId,
  ROWS_KEPT,
  segmentId,
  weightiestDueFirst,
} from '#shared/pipeline/summaries.ts';
import type { DocumentStore, StoredCustomer } from '#shared/store/ports.ts';
import type { DawnDeps } from './pass-segment.ts';
import type { SegmentPass } from './segment-pass.ts';

/** What one page of customers adds to the lists and sums of a pass. */
export type PageOutlook = {
  readonly due: readonly DueRow[];
  readonly atRisk: readonly RiskRow[];
  addTo(sums: KpiSums): KpiSums;
};

export function lookAt(
  deps: DawnDeps,
  customers: readonly StoredCustomer[],
  model: Model,
  asOfDay: number,
): PageOutlook {
  const nowMs = deps.clock.nowMs();
  let due: DueRow[] = [];
  const atRisk: RiskRow[] = [];
  const views = customers.map((customer) => {
    const context = { ...decideContext(deps, customer.customerId, model, nowMs), today: asOfDay };
    due.push(...dueRows(customer, context));
    if (due.length > DUE_HELD) due = weightiest(due);
    const risk = riskRowOf(customer, context);
    if (risk !== undefined) atRisk.push(risk);
    const stage = lifecycleStage(customer.fold, model, asOfDay);
    const view = {
      heldOut: context.heldOut,
      stage,
      abcClass: abcClass(customer.fold, model),
      today: asOfDay,
      calendar: deps.calendar,
    };
    return { customer, view };
  });
  return {
    due: weightiest(due),
    atRisk: atRisk.sort(costliestRiskFirst).slice(0, ROWS_KEPT.atRisk),
    addTo: (sums) => mergeSums(sums, sumCustomers(views)),
  };
}

/** Rows held at most before the lightest are let go: a page of customers has many times as many. */
const DUE_HELD = 10 * ROWS_KEPT.due;

const weightiest = (due: DueRow[]): DueRow[] =>
  due.sort(weightiestDueFirst).slice(0, ROWS_KEPT.due);

/** Writing the same page of the same pass again replaces it. */
export async function writePage(
  documents: DocumentStore,
  pass: SegmentPass,
  page: number,
  { due, atRisk }: PageOutlook,
): Promise<void> {
  const id = pageId(isoDate(pass.asOfDay), pass.segment, page);
  await documents.put('due', id, due);
  await documents.put('at-risk', id, atRisk);
}

/**
 * Removes the lists of the pass before, and pages that an earlier run of this pass had more. When a
 * newer pass is complete already, because a message of this one came late, its lists are removed.
 */
export async function clearOldPages(
  documents: DocumentStore,
  pass: SegmentPass,
  pages: number,
): Promise<void> {
  const date = isoDate(pass.asOfDay);
  const before = await latestPass(documents);
  const old =
    before === undefined || before.asOf >= date ? [] : [segmentId(before.asOf, pass.segment)];
  const isOvertaken = before !== undefined && before.asOf > date;
  const firstUnused = pageId(date, pass.segment, isOvertaken ? 0 : pages);
  for (const kind of ['due', 'at-risk'] as const) {
    for (const prefix of [segmentId(date, pass.segment), ...old]) {
      for (const { id } of await documents.list(kind, `${prefix}/`)) {
        if (!id.startsWith(date) || id >= firstUnused) await documents.remove(kind, id);
      }
    }
  }
}
