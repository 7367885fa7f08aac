import { describe, expect, it } from 'vitest';
import { passSegment } from '#functions/dawn/pass-segment.ts';
import { runDawn, runSegment } from '#functions/dawn/run-dawn.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { latestPass, readAtRisk, readDue } from '#shared/pipeline/summaries.ts';
import {
  agreedToMarketing,
  bought,
  identified,
  regularBuyer,
  TODAY,
} from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';
import { shopWith } from '#tests/builders/shop.ts';

/** Customers who all buy beans every 24 days and are due. */
async function shopOf(customers: number, pipeline = memoryPipeline()) {
  for (let nth = 0; nth < customers; nth += 1) {
    const customerId = `customer-${String(nth).padStart(3, '0')}`;
    await recordHistory(
      pipeline,
      customerId,
      regularBuyer().map((event) => toFact({ ...event, customerId })),
    );
  }
  return pipeline;
}
const pass = { asOfDay: TODAY, segment: 0, segments: 1, quiet: false };
const dueEvents = ({ bus }: ReturnType<typeof memoryPipeline>): number =>
  bus.published.filter(({ type }) => type === 'Replenishment Due').length;

describe('a dawn pass', () => {
  it('decides for every customer once, however often it is run', async () => {
    const pipeline = await shopOf(3);
    await passSegment(pipeline, pass);
    await passSegment(pipeline, pass);
    expect(dueEvents(pipeline)).toBe(3);
  });

  it('writes only customers for whom something changed', async () => {
    const pipeline = await shopOf(3);
    await runDawn(pipeline, { asOfDay: TODAY, quiet: false });
    const versions = [...pipeline.customers.stored.values()].map(({ version }) => version);
    pipeline.time.nowMs += 60_000;
    const again = await runDawn(
      { ...pipeline, documents: memoryPipeline().documents },
      { asOfDay: TODAY, quiet: false },
    );
    expect(again.changed).toBe(0);
    expect([...pipeline.customers.stored.values()].map(({ version }) => version)).toEqual(versions);
  });

  it('plans no message for anybody in the control group, and keeps why', async () => {
    const deps = { ...memoryPipeline(), shop: shopWith({ holdoutShare: 1 }) };
    const pipeline = await shopOf(3, deps);
    await passSegment(pipeline, pass);
    expect(pipeline.bus.published.map(({ type }) => type)).toEqual(
      Array.from({ length: 3 }, () => 'Reminder Suppressed'),
    );
  });

  it('looks only when quiet: lists and sums, but no decision', async () => {
    const pipeline = await shopOf(2);
    await runDawn(pipeline, { asOfDay: TODAY, quiet: true });
    expect(pipeline.bus.published).toEqual([]);
    expect(await latestPass(pipeline.documents)).toMatchObject({
      asOf: '2025-06-02',
      customers: 2,
    });
    expect(await readDue(pipeline.documents, '2025-06-02')).toHaveLength(2);
  });

  it('goes on without a customer who cannot be read, and tells of them', async () => {
    const pipeline = await shopOf(2);
    const error = new Error('customer torn cannot be read');
    const scan: typeof pipeline.customers.scan = async (...page) => ({
      ...(await pipeline.customers.scan(...page)),
      unreadable: [{ customerId: 'torn', error }],
    });
    const told: unknown[] = [];
    const progress = await passSegment(
      {
        ...pipeline,
        customers: { ...pipeline.customers, scan },
        onFailure: (customerId: string, failure: unknown) => told.push([customerId, failure]),
      },
      pass,
    );
    expect(progress).toMatchObject({ customers: 2, done: true });
    expect(told).toEqual([['torn', error]]);
  });

  it('goes on where it broke off, and adds nobody up twice', async () => {
    const pipeline = await shopOf(150);
    let scans = 0;
    const scan: typeof pipeline.customers.scan = (...page) => {
      scans += 1;
      return scans === 2
        ? Promise.reject(new Error('out of time'))
        : pipeline.customers.scan(...page);
    };
    const breaking = { ...pipeline, customers: { ...pipeline.customers, scan } };
    await expect(passSegment(breaking, pass)).rejects.toThrow('out of time');
    expect(dueEvents(pipeline)).toBe(100);
    const progress = await passSegment(breaking, pass);
    expect(progress).toMatchObject({ customers: 150, done: true });
    expect(dueEvents(pipeline)).toBe(150);
    expect(scans).toBe(3);
  });

  it('leaves the lists of a newer pass alone when a message of an older one comes late', async () => {
    const pipeline = await shopOf(3);
    await runSegment(pipeline, { ...pass, asOfDay: TODAY + 1 });
    const lists = await readDue(pipeline.documents, '2025-06-03');
    await runSegment(pipeline, pass);
    expect(await readDue(pipeline.documents, '2025-06-03')).toEqual(lists);
    expect(lists).toHaveLength(3);
    expect(await readDue(pipeline.documents, '2025-06-02')).toEqual([]);
    expect(await latestPass(pipeline.documents)).toMatchObject({ asOf: '2025-06-03' });
  });

  it('is not complete by what another division into segments has done', async () => {
    const pipeline = await shopOf(4);
    await runDawn(pipeline, { asOfDay: TODAY, quiet: true });
    await runSegment(pipeline, { ...pass, segment: 1, segments: 2 });
    expect(pipeline.bus.signals).toEqual([]);
    await runSegment(pipeline, { ...pass, segment: 0, segments: 2 });
    expect(pipeline.bus.signals).toHaveLength(1);
    expect(await latestPass(pipeline.documents)).toMatchObject({ customers: 4, segments: 2 });
  });

  it('is complete, and says so, when the last segment is done', async () => {
    const pipeline = await shopOf(4);
    await runSegment(pipeline, { ...pass, segments: 2 });
    expect(pipeline.bus.signals).toEqual([]);
    await runSegment(pipeline, { ...pass, segment: 1, segments: 2 });
    expect(pipeline.bus.signals).toEqual([
      { name: 'Dawn Completed', detail: { asOf: '2025-06-02', segments: 2 } },
    ]);
  });

  it('is counted once it is complete, with the time since it began', async () => {
    const pipeline = await shopOf(2);
    const counted: unknown[] = [];
    const deps = { ...pipeline, count: (...figure: unknown[]) => void counted.push(figure) };
    const startedMs = pipeline.time.nowMs - 90_000;
    await runSegment(deps, { ...pass, segments: 2, startedMs });
    expect(counted).toEqual([]);
    await runSegment(deps, { ...pass, segment: 1, segments: 2, startedMs });
    expect(counted).toEqual([
      ['DawnsCompleted', 1],
      ['DawnCustomers', 2],
      ['DecisionsMade', 0],
      ['DawnSeconds', 90],
    ]);
  });

  it('tells of no duration when nobody knows when it began', async () => {
    const pipeline = await shopOf(1);
    const counted: string[] = [];
    await runSegment({ ...pipeline, count: (name) => void counted.push(name) }, pass);
    expect(counted).toEqual(['DawnsCompleted', 'DawnCustomers', 'DecisionsMade']);
  });

  it('lists who is leaving, those with most to lose first, and removes the lists of the day before', async () => {
    const pipeline = await shopOf(1);
    const leaving = (customerId: string, totalMinor: number) => {
      const events = [300, 270, 240, 210].map((daysAgo) => bought(daysAgo, 'beans', totalMinor));
      const facts = [identified(), agreedToMarketing(), ...events].map((event) =>
        toFact({ ...event, customerId }),
      );
      return recordHistory(pipeline, customerId, facts);
    };
    await leaving('leaves-little', 500);
    await leaving('leaves-much', 50_000);
    await runSegment(pipeline, pass);
    const rows = await readAtRisk(pipeline.documents, '2025-06-02');
    expect(rows.map(({ customerId }) => customerId)).toEqual(['leaves-much', 'leaves-little']);
    pipeline.time.nowMs += 86_400_000;
    await runSegment(pipeline, { ...pass, asOfDay: TODAY + 1 });
    expect(await readAtRisk(pipeline.documents, '2025-06-03')).toHaveLength(2);
    expect(await readAtRisk(pipeline.documents, '2025-06-02')).toEqual([]);
    expect(await readDue(pipeline.documents, '2025-06-02')).toEqual([]);
  });

  it('goes on without a customer who cannot be changed, and says who', async () => {
    const pipeline = await shopOf(3);
    const commit: typeof pipeline.customers.commit = (customerId, ...rest) =>
      customerId === 'customer-001'
        ? Promise.reject(new Error('item too large'))
        : pipeline.customers.commit(customerId, ...rest);
    const left: string[] = [];
    const customers = { ...pipeline.customers, commit };
    const onFailure = (customerId: string) => left.push(customerId);
    await passSegment({ ...pipeline, customers, onFailure }, pass);
    expect(left).toEqual(['customer-001']);
    expect(dueEvents(pipeline)).toBe(2);
  });

  it('announces what a broken-off commit still owed', async () => {
    const pipeline = await shopOf(1);
    const failing = {
      ...pipeline,
      bus: { ...pipeline.bus, publish: () => Promise.reject(new Error('no bus')) },
    };
    await expect(passSegment(failing, pass)).rejects.toThrow('no bus');
    expect(dueEvents(pipeline)).toBe(0);
    await passSegment(pipeline, pass);
    expect(dueEvents(pipeline)).toBe(1);
  });
});
