import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { decideAtDawn } from '#shared/domain/deciding/decide-at-dawn.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { commitChange, type Decide, payOutboxes } from '#shared/pipeline/change-customer.ts';
import { decideContext } from '#shared/pipeline/decide-context.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import type { DocumentStore, StoredCustomer } from '#shared/store/ports.ts';
import { type Progress, readProgress, saveProgress, startProgress } from './dawn-progress.ts';
import { clearOldPages, lookAt, writePage } from './page-outlook.ts';
import type { SegmentPass } from './segment-pass.ts';

export type DawnDeps = PipelineDeps & {
  readonly documents: DocumentStore;
  /** Told about a customer who could not be read or changed today; the pass goes on without them. */
  readonly onFailure: (customerId: string, error: unknown) => void;
};

/** Customers changed at the same time. */
const CONCURRENCY = 8;

/**
 * Reads every customer of one segment once, writes those for whom something changes, and leaves
 * lists and sums to look at. Progress is saved after every page, so that a pass that broke off
 * goes on where it was; doing a page twice changes nothing more.
 */
export async function passSegment(deps: DawnDeps, pass: SegmentPass): Promise<Progress> {
  const date = isoDate(pass.asOfDay);
  const model = await deps.model();
  let progress = await readProgress(deps.documents, pass);
  if (progress?.done === true) return progress;
  progress ??= startProgress();
  for (;;) {
    const page = await deps.customers.scan(pass.segment, pass.segments, progress.cursor);
    for (const { customerId, error } of page.unreadable ?? []) deps.onFailure(customerId, error);
    const { customers, changed } = pass.quiet
      ? { customers: page.customers, changed: 0 }
      : await changeAll(deps, page.customers, model);
    const outlook = lookAt(deps, customers, model, pass.asOfDay);
    await writePage(deps.documents, pass, progress.pages, outlook);
    progress = {
      cursor: page.cursor,
      done: page.cursor === undefined,
      pages: progress.pages + 1,
      customers: progress.customers + customers.length,
      changed: progress.changed + changed,
      sums: outlook.addTo(progress.sums),
    };
    if (progress.done) break;
    await saveProgress(deps.documents, pass, progress);
  }
  await deps.documents.put('kpi-sums', segmentId(date, pass.segment), progress.sums);
  await clearOldPages(deps.documents, pass, progress.pages);
  await saveProgress(deps.documents, pass, progress);
  return progress;
}

type Changed = { readonly customers: readonly StoredCustomer[]; readonly changed: number };

async function changeAll(
  deps: DawnDeps,
  customers: readonly StoredCustomer[],
  model: Model,
): Promise<Changed> {
  const changes = await inParallel(customers, CONCURRENCY, async (customer) => {
    try {
      return await changeOne(deps, customer, model);
    } catch (error) {
      deps.onFailure(customer.customerId, error);
      return undefined;
    }
  });
  const result = customers.map((customer, at) => changes[at] ?? customer);
  await payOutboxes(deps, result);
  return { customers: result, changed: changes.filter((after) => after !== undefined).length };
}

/** Undefined when nothing changes. Decided on what was scanned; read again only after a conflict. */
async function changeOne(
  deps: DawnDeps,
  scanned: StoredCustomer,
  model: Model,
): Promise<StoredCustomer | undefined> {
  const contextAt = (nowMs: number): DecideContext =>
    decideContext(deps, scanned.customerId, model, nowMs);
  const foreseen = decideAtDawn(scanned, contextAt(deps.clock.nowMs()));
  if (foreseen === scanned.book && scanned.book.outbox.length === 0) return undefined;
  const decide: Decide = (stored, nowMs) => {
    const book = decideAtDawn(stored, contextAt(nowMs));
    return book === stored.book ? undefined : { fold: stored.fold, book };
  };
  return commitChange(deps, scanned.customerId, decide, scanned);
}
