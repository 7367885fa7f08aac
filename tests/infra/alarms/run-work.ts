import { runSegment } from '#functions/dawn/run-dawn.ts';
import { reportKpis } from '#functions/report/report-kpis.ts';
import { countTracked } from '#functions/track/count-tracked.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { addCustomer, emptySums } from '#shared/domain/kpi/sums.ts';
import { calendarOf, dayOfIso, monthOf } from '#shared/domain/time/calendar.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { countingBus } from '#shared/runtime/counting-bus.ts';
import { count } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { emit } from '#shared/runtime/metrics.ts';
import { bought, regularBuyer, TODAY } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { memoryBus } from '#tests/doubles/memory-bus.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryTopic } from '#tests/doubles/memory-topic.ts';
import { invocation } from '#tests/shared/runtime/invocation.ts';
import { writtenLines } from '#tests/shared/runtime/written-lines.ts';
import { metricsIn, type Written } from './written-metrics.ts';

/** What one run of a function writes to CloudWatch, on doubles and in the handler that Lambda calls. */
async function written(work: () => Promise<void>, context = invocation): Promise<Written[]> {
  const lines = writtenLines();
  await handlerOf({ schedule: work })({}, context).catch(() => undefined);
  return metricsIn(lines);
}

/** A complete dawn pass over some customers who are all due, wired as the handler of dawn is. */
export async function aDawn(): Promise<Written[]> {
  const pipeline = memoryPipeline();
  for (const customerId of ['C-1', 'C-2']) {
    const facts = regularBuyer().map((event) => toFact({ ...event, customerId }));
    await recordHistory(pipeline, customerId, facts);
  }
  const deps = { ...pipeline, bus: countingBus(pipeline.bus, count), count };
  const pass = { asOfDay: TODAY, segment: 0, segments: 1, quiet: false };
  const startedMs = pipeline.clock.nowMs() - 30_000;
  return written(() => runSegment(deps, { ...pass, startedMs }));
}

/** A batch of events; with `failure`, the customers table answers it to every commit. */
export async function aBatch(failure?: string): Promise<Written[]> {
  const pipeline = memoryPipeline();
  const commit = (): Promise<never> => Promise.reject(namedError(failure ?? ''));
  const customers = failure === undefined ? pipeline.customers : { ...pipeline.customers, commit };
  const deps = {
    ...pipeline,
    customers,
    bus: countingBus(pipeline.bus, count),
    onFailure: (customerId: string, error: unknown) => logFailure('again', customerId, error),
  };
  return written(async () => {
    countTracked(count, await trackEvents(deps, [{ messageId: 'm-1', body: bought(1) }]));
  });
}

/** The report of a day, last month's dates being so many days off, ours and the plain rule's. */
export async function aReport(errorDays: number, plainErrorDays: number): Promise<Written[]> {
  const asOf = '2026-03-10';
  const documents = memoryDocumentStore();
  const lastMonth = monthOf(dayOfIso(asOf)) - 1;
  const graded: Customer = {
    fold: { ...emptyFold(), months: [[lastMonth, { o: 1 }]] },
    book: {
      ...emptyBook(),
      months: [[lastMonth, { F: 1, G: 1, N: 1, M: errorDays, P: plainErrorDays }]],
    },
  };
  const sums = addCustomer(emptySums(), graded, {
    heldOut: false,
    stage: 'developing',
    abcClass: 'C',
    today: dayOfIso(asOf),
    calendar: calendarOf('Europe/Berlin'),
  });
  await documents.put('kpi-sums', segmentId(asOf, 0), sums);
  const clock = { nowMs: () => Date.parse('2026-03-10T04:00:00Z') };
  const deps = { documents, bus: memoryBus(), topic: memoryTopic(), shop: shopWith(), clock, emit };
  return written(async () => {
    await reportKpis(deps, { asOf, segments: 1 });
  });
}

/** A run that uses so much of a minute. */
export function aRunOf(usedSeconds: number): Promise<Written[]> {
  let leftMs = 60_000;
  const context = { ...invocation, getRemainingTimeInMillis: () => leftMs };
  return written(async () => {
    leftMs -= usedSeconds * 1_000;
  }, context);
}

function namedError(name: string): Error {
  const error = new Error('told by a service');
  error.name = name;
  return error;
}
