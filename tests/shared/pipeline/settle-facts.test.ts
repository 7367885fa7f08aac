import { describe, expect, it } from 'vitest';
import { toFact } from '#shared/domain/customer/fact.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { refoldCustomer, verifyCustomer } from '#shared/pipeline/refold-customer.ts';
import { settleFacts } from '#shared/pipeline/settle-facts.ts';
import { bought, CUSTOMER_ID, regularBuyer } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';

const history = regularBuyer().map(toFact);
const textOf = ({ customers }: ReturnType<typeof memoryPipeline>): string | undefined =>
  customers.stored.get(CUSTOMER_ID)?.fold;
const versionOf = ({ customers }: ReturnType<typeof memoryPipeline>): number =>
  customers.stored.get(CUSTOMER_ID)?.version ?? 0;

describe('settling facts', () => {
  it('applies what is new and counts what is known', async () => {
    const pipeline = memoryPipeline();
    expect(await settleFacts(pipeline, CUSTOMER_ID, history)).toEqual({ applied: 9, repeated: 0 });
    expect(await settleFacts(pipeline, CUSTOMER_ID, history)).toEqual({ applied: 0, repeated: 9 });
  });

  it('comes to the same state when what it glanced at was a moment old', async () => {
    const [late, inTime] = [memoryPipeline(), memoryPipeline()];
    await settleFacts(late, CUSTOMER_ID, history.slice(0, 4));
    const old = await late.customers.load(CUSTOMER_ID);
    await settleFacts(late, CUSTOMER_ID, history.slice(4, 7));
    const customers = { ...late.customers, glance: async () => old };
    const again = await settleFacts({ ...late, customers }, CUSTOMER_ID, history.slice(6));
    expect(again).toEqual({ applied: 2, repeated: 1 });
    await settleFacts(inTime, CUSTOMER_ID, history);
    expect(textOf(late)).toBe(textOf(inTime));
  });

  it('writes no state for a repeated event', async () => {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, history);
    const before = versionOf(pipeline);
    await settleFacts(pipeline, CUSTOMER_ID, history.slice(-1));
    await settleFacts(pipeline, CUSTOMER_ID, history.slice(0, 1));
    expect(versionOf(pipeline)).toBe(before);
  });

  it('settles a late fact to the same bytes as if it had come in time', async () => {
    const [late, inTime] = [memoryPipeline(), memoryPipeline()];
    await settleFacts(late, CUSTOMER_ID, [...history.slice(0, 3), ...history.slice(4)]);
    await settleFacts(late, CUSTOMER_ID, history.slice(3, 4));
    await settleFacts(inTime, CUSTOMER_ID, history);
    expect(textOf(late)).toBe(textOf(inTime));
  });

  it('makes good an earlier try that reached the ledger but not the state', async () => {
    const pipeline = memoryPipeline();
    const [first, ...rest] = history;
    if (first === undefined) expect.fail('no history');
    await pipeline.ledger.append(CUSTOMER_ID, first);
    await settleFacts(pipeline, CUSTOMER_ID, rest);
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: false });
    await settleFacts(pipeline, CUSTOMER_ID, [first]);
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: true });
  });

  it('makes good the whole of a broken-off try when only the newest of its facts comes again', async () => {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, history.slice(0, -2));
    const brokenOff = history.slice(-2);
    for (const fact of brokenOff) await pipeline.ledger.append(CUSTOMER_ID, fact);
    await settleFacts(pipeline, CUSTOMER_ID, brokenOff.slice(-1));
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: true });
  });

  it('keeps the first of two facts with one key, and the state follows the ledger', async () => {
    const pipeline = memoryPipeline();
    const [first, second] = [bought(5, 'beans', 1_000), bought(5, 'beans', 9_000)].map(toFact);
    if (first === undefined || second === undefined) expect.fail('no facts');
    await settleFacts(pipeline, CUSTOMER_ID, [first]);
    const twin = { ...second, key: first.key };
    await settleFacts(pipeline, CUSTOMER_ID, [twin]);
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: true });
  });
});

describe('recording history', () => {
  it('gives the same bytes as settling event by event', async () => {
    const [imported, live] = [memoryPipeline(), memoryPipeline()];
    await recordHistory(imported, CUSTOMER_ID, [...history].reverse());
    for (const fact of history) await settleFacts(live, CUSTOMER_ID, [fact]);
    expect(textOf(imported)).toBe(textOf(live));
  });

  it('changes nothing the second time', async () => {
    const pipeline = memoryPipeline();
    expect(await recordHistory(pipeline, CUSTOMER_ID, history)).toEqual({
      applied: 9,
      repeated: 0,
    });
    const before = versionOf(pipeline);
    expect(await recordHistory(pipeline, CUSTOMER_ID, history)).toEqual({
      applied: 0,
      repeated: 9,
    });
    expect(versionOf(pipeline)).toBe(before);
  });

  it('decides and says nothing', async () => {
    const pipeline = memoryPipeline();
    await recordHistory(pipeline, CUSTOMER_ID, history);
    expect(pipeline.bus.published).toEqual([]);
  });
});

describe('refolding', () => {
  it('replaces a state that is not the fold of the ledger and leaves the book alone', async () => {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, history);
    const stored = await pipeline.customers.load(CUSTOMER_ID);
    if (stored === undefined) expect.fail('nothing was stored');
    const book = { ...stored.book, contacted: [1] };
    const fold = { ...stored.fold, orders: 99 };
    await pipeline.customers.commit(CUSTOMER_ID, stored.version, { fold, book });
    expect(await refoldCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: false });
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({ fold: stored.fold, book });
  });

  it('leaves alone a state that is the fold of the ledger', async () => {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, history);
    const before = versionOf(pipeline);
    const refolded = await refoldCustomer(pipeline, CUSTOMER_ID);
    expect(refolded).toEqual({ customerId: CUSTOMER_ID, matched: true });
    expect(versionOf(pipeline)).toBe(before);
  });

  it('writes again what an earlier version of the product wrote, however well it matches', async () => {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, history);
    const before = versionOf(pipeline);
    const load: typeof pipeline.customers.load = async (customerId) => {
      const stored = await pipeline.customers.load(customerId);
      return stored && { ...stored, isOutdated: true };
    };
    const earlier = { ...pipeline, customers: { ...pipeline.customers, load } };
    expect(await refoldCustomer(earlier, CUSTOMER_ID)).toMatchObject({ matched: false });
    expect(versionOf(pipeline)).toBe(before + 1);
  });
});
