import { expect, it } from 'vitest';
import { type ReportDeps, reportKpis } from '#functions/report/report-kpis.ts';
import { kpiReport } from '#functions/report/write-report.ts';
import { type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { addCustomer, emptySums, type KpiSums } from '#shared/domain/kpi/sums.ts';
import { calendarOf, dayOfIso, monthOf } from '#shared/domain/time/calendar.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { memoryBus } from '#tests/doubles/memory-bus.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryTopic } from '#tests/doubles/memory-topic.ts';

const asOf = '2026-03-10';
const february = monthOf(dayOfIso(asOf)) - 1;

/** Sums of one customer who spent so much in February. */
function sumsOf(revenueMinor: number, date = asOf): KpiSums {
  const bought: Customer = {
    fold: { ...emptyFold(), months: [[february, { o: 1, r: revenueMinor, n: 1 }]] },
    book: emptyBook(),
  };
  const today = dayOfIso(date);
  return addCustomer(emptySums(), bought, {
    heldOut: false,
    stage: 'developing',
    abcClass: 'C',
    today,
    calendar: calendarOf('Europe/Berlin'),
  });
}

async function reportWorld(...segments: readonly KpiSums[]) {
  const documents = memoryDocumentStore();
  for (const [segment, sums] of segments.entries()) {
    await documents.put('kpi-sums', segmentId(asOf, segment), sums);
  }
  const metrics: { name: string; dimensions: Readonly<Record<string, string>> }[] = [];
  const [bus, topic] = [memoryBus(), memoryTopic()];
  const deps: ReportDeps = {
    documents,
    bus,
    topic,
    shop: shopWith({ name: 'Corner shop' }),
    clock: { nowMs: () => Date.parse('2026-03-10T04:00:00Z') },
    emit: (name, _unit, _value, dimensions) => metrics.push({ name, dimensions }),
  };
  const latest = async () => kpiReport.parse(await documents.get('report', 'latest'));
  return { deps, documents, bus, topic, metrics, latest };
}

it('adds up all segments and keeps the report of the day and the latest', async () => {
  const world = await reportWorld(sumsOf(1_000), sumsOf(3_000));
  await reportKpis(world.deps, { asOf, segments: 2 });
  const report = await world.latest();
  expect(report).toMatchObject({ asOf, customers: 2, currency: 'EUR' });
  expect(report.figures).toContainEqual({
    kpi: 'average-order',
    window: 'last-month',
    value: 2_000,
    unit: 'money-minor',
    numerator: 4_000,
    denominator: 2,
  });
  expect(await world.documents.get('report', asOf)).toEqual(report);
});

it('sends the owner one digest when two report at once', async () => {
  const world = await reportWorld(sumsOf(1_000));
  const dawn = { asOf, segments: 1 };
  await Promise.all([reportKpis(world.deps, dawn), reportKpis(world.deps, dawn)]);
  expect(world.topic.published).toHaveLength(1);
});

it('sends the digest at the next try when the topic refused it', async () => {
  const world = await reportWorld(sumsOf(1_000));
  const topic = { publish: () => Promise.reject(new Error('the topic is not there')) };
  const dawn = { asOf, segments: 1 };
  await expect(reportKpis({ ...world.deps, topic }, dawn)).rejects.toThrow('not there');
  await reportKpis(world.deps, dawn);
  expect(world.topic.published).toHaveLength(1);
});

it('tells the same event each time, and the owner once', async () => {
  const world = await reportWorld(sumsOf(1_000));
  await reportKpis(world.deps, { asOf, segments: 1 });
  await reportKpis(world.deps, { asOf, segments: 1 });
  expect(world.bus.published.map((event) => event.metadata.id)).toEqual([
    'kpis-2026-03-10',
    'kpis-2026-03-10',
  ]);
  const { figures } = await world.latest();
  expect(world.bus.published).toMatchObject([
    { type: 'KPIs Reported', properties: { asOf, figures } },
    { type: 'KPIs Reported', properties: { asOf, figures } },
  ]);
  expect(world.topic.published).toMatchObject([{ attributes: { asOf } }]);
  expect(world.topic.published).toHaveLength(1);
});

it('writes a digest that an owner can read', async () => {
  const world = await reportWorld(sumsOf(123_450));
  await reportKpis(world.deps, { asOf, segments: 1 });
  const [digest] = world.topic.published;
  expect(digest?.subject).toBe('Corner shop: figures of 2026-03-10');
  expect(digest?.body).toContain('Corner shop on 2026-03-10: 1 customers.');
  expect(digest?.body).toMatch(/Average order +€1,234\.50 +€1,234\.50/);
  expect(digest?.body).toMatch(/Satisfied customers +too early to say/);
  expect(digest?.body).not.toContain('NaN');
});

it('names no customer in the metrics', async () => {
  const world = await reportWorld(sumsOf(1_000));
  await reportKpis(world.deps, { asOf, segments: 1 });
  expect(world.metrics.map(({ name }) => name)).toContain('average-order');
  for (const { dimensions } of world.metrics) {
    expect(Object.keys(dimensions).filter((name) => name !== 'window')).toEqual([]);
  }
});

it('never replaces the latest report by an older one', async () => {
  const world = await reportWorld(sumsOf(1_000));
  await world.documents.put('kpi-sums', segmentId('2026-03-09', 0), sumsOf(9_000, '2026-03-09'));
  await reportKpis(world.deps, { asOf, segments: 1 });
  await reportKpis(world.deps, { asOf: '2026-03-09', segments: 1 });
  expect((await world.latest()).asOf).toBe(asOf);
  expect(kpiReport.parse(await world.documents.get('report', '2026-03-09')).customers).toBe(1);
});

it('fails, to be tried again, while sums of a segment are missing', async () => {
  const world = await reportWorld(sumsOf(1_000));
  await expect(reportKpis(world.deps, { asOf, segments: 2 })).rejects.toThrow('2026-03-10/0001');
  expect(world.topic.published).toEqual([]);
});
