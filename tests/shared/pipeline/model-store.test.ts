import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import {
  isHeld,
  loadModel,
  rememberedModel,
  saveModel,
  useVersion,
} from '#shared/pipeline/model-store.ts';
import { listVersions, versionOf } from '#shared/pipeline/model-versions.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const withProducts = (version: string, count: number, learnedOn = 0): Model => ({
  ...defaultModel(),
  version,
  learnedOn,
  products: Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `product-with-a-long-name-${at}`,
      [3.1, 0.5, 0.2, at],
    ]),
  ),
});

const versionsIn = async (documents: ReturnType<typeof memoryDocumentStore>): Promise<string[]> =>
  (await listVersions(documents)).map(({ version }) => version);

describe('the model store', () => {
  it('gives what ships while nothing was learned', async () => {
    expect(await loadModel(memoryDocumentStore())).toEqual(defaultModel());
  });

  it('gives back what was saved, however many products it knows', async () => {
    const documents = memoryDocumentStore();
    const large = withProducts('v1', 20_000);
    expect(await saveModel(documents, large)).toBe('in-force');
    expect(await loadModel(documents)).toEqual(large);
    const parts = await documents.list('model-products');
    expect(parts.length).toBeGreaterThan(2);
    for (const { document } of parts) {
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(300 * 1024);
    }
  });

  it('leaves nothing of a larger model when the same version comes again', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('v1', 20_000));
    await saveModel(documents, withProducts('v1', 5));
    expect((await documents.list('model-products')).map(({ id }) => id)).toEqual(['v1/0000']);
    expect(await loadModel(documents)).toEqual(withProducts('v1', 5));
  });

  it('shows the model before as long as a new one is not complete', async () => {
    let failing = false;
    const documents = memoryDocumentStore(async (name) => {
      if (failing && name.includes('put')) throw new Error('store is gone');
    });
    await saveModel(documents, withProducts('v1', 5));
    failing = true;
    await expect(saveModel(documents, withProducts('v2', 5))).rejects.toThrow('store is gone');
    failing = false;
    expect((await loadModel(documents)).version).toBe('v1');
  });

  it('says which part is missing', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('v1', 5));
    await documents.remove('model-products', 'v1/0000');
    await expect(loadModel(documents)).rejects.toThrow('part 0 of model v1 is missing');
  });
});

describe('versions of the model', () => {
  it('are kept: the newest ten, and one of each thirty days before them', async () => {
    const documents = memoryDocumentStore();
    for (let day = 20_000; day < 20_200; day += 1) {
      await saveModel(documents, withProducts(`v${day}`, 1, day));
    }
    const days = (await listVersions(documents)).map(({ learnedOn }) => learnedOn);
    expect(days.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, at) => 20_199 - at));
    expect(days.slice(10)).toEqual([20_160, 20_130, 20_100, 20_070]);
    expect(await documents.list('model-products')).toHaveLength(days.length);
    for (const { version } of await listVersions(documents)) {
      expect((await useVersion(documents, version, true))?.products).not.toEqual({});
    }
  });

  it('answer which of them was known on a past day, and what ships before the first', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('old', 2, 100));
    await saveModel(documents, withProducts('new', 3, 200));
    expect(await versionOf(documents, 150)).toEqual(withProducts('old', 2, 100));
    expect((await versionOf(documents, 200)).version).toBe('new');
    expect(await versionOf(documents, 99)).toEqual(defaultModel());
  });

  it('do not count while half written', async () => {
    let puts = 0;
    const documents = memoryDocumentStore(async (name) => {
      if (name.includes('put') && ++puts === 2) throw new Error('store is gone');
    });
    await expect(saveModel(documents, withProducts('v1', 5, 100))).rejects.toThrow();
    expect(await versionsIn(documents)).toEqual([]);
    expect((await versionOf(documents, 200)).version).toBe('shipped-1');
    expect(await useVersion(documents, 'v1', true)).toBeUndefined();
  });

  it('can be put in force again, and hold their place until released', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('good', 2, 100));
    await saveModel(documents, withProducts('bad', 3, 101));
    expect((await useVersion(documents, 'good', true))?.version).toBe('good');
    expect(await isHeld(documents)).toBe(true);
    expect(await saveModel(documents, withProducts('next', 4, 102))).toBe('held-back');
    expect(await loadModel(documents)).toEqual(withProducts('good', 2, 100));
    expect(await versionsIn(documents)).toEqual(['next', 'bad', 'good']);
    await useVersion(documents, 'next', false);
    expect(await isHeld(documents)).toBe(false);
    expect(await saveModel(documents, withProducts('last', 4, 103))).toBe('in-force');
  });

  it('held in force are kept for as long as they are', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('held', 2, 100));
    await useVersion(documents, 'held', true);
    for (let day = 400; day < 415; day += 1) {
      await saveModel(documents, withProducts(`v${day}`, 1, day));
    }
    expect((await loadModel(documents)).version).toBe('held');
  });

  it('include what ships', async () => {
    const documents = memoryDocumentStore();
    await saveModel(documents, withProducts('v1', 2, 100));
    expect(await useVersion(documents, 'shipped-1', true)).toEqual(defaultModel());
    expect(await loadModel(documents)).toEqual(defaultModel());
    expect(await useVersion(documents, 'nobody-knows', true)).toBeUndefined();
    await saveModel(documents, withProducts('v2', 2, 101));
    expect(await versionsIn(documents)).toEqual(['v2', 'v1']);
    expect(await useVersion(documents, 'v1', false)).toEqual(withProducts('v1', 2, 100));
  });
});

describe('a model stored by version 0.1.0', () => {
  const stored = z
    .object({
      current: z.looseObject({ intervals: z.looseObject({}) }),
      products: z.record(z.string(), z.unknown()),
    })
    .parse(
      JSON.parse(readFileSync(new URL('./fixtures/model-0.1.0.json', import.meta.url), 'utf8')),
    );

  async function storeOf(current: unknown) {
    const documents = memoryDocumentStore();
    await documents.put('model', 'current', current);
    for (const [id, document] of Object.entries(stored.products)) {
      await documents.put('model-products', id, document);
    }
    return documents;
  }

  it('still loads with what it learned', async () => {
    const loaded = await loadModel(await storeOf(stored.current));
    expect(loaded).toMatchObject({
      version: 'learned-2025-11-08',
      customers: 300,
      activity: { r: 23_196.281_423_641_82, from: { source: 'learned' } },
      hazards: { machine: { pump: { failures: 300 } } },
    });
    expect(Object.keys(loaded.products).sort()).toEqual(['beans', 'coffee', 'filters']);
  });

  it('becomes a version when the next one is learned', async () => {
    const documents = await storeOf(stored.current);
    await saveModel(documents, withProducts('learned-2025-11-09', 2, 20_401));
    expect(await versionsIn(documents)).toEqual(['learned-2025-11-09', 'learned-2025-11-08']);
    const back = await useVersion(documents, 'learned-2025-11-08', true);
    expect(Object.keys(back?.products ?? {})).toHaveLength(3);
    expect((await documents.list('model-products')).map(({ id }) => id)).toEqual([
      'learned-2025-11-08/0000',
      'learned-2025-11-09/0000',
    ]);
  });

  it('has what ships in place of a group that no longer reads, and says so', async () => {
    const { signals: _, ...unknown } = stored.current;
    const loaded = await loadModel(
      await storeOf({ ...unknown, intervals: { mean: 3 }, spend: 'none' }),
    );
    const shipped = defaultModel();
    const note = expect.stringContaining('learned-2025-11-08 does not read here: what ships');
    expect(loaded.intervals).toEqual({
      ...shipped.intervals,
      from: { ...shipped.intervals.from, note },
    });
    expect(loaded.spend.from.note).toContain('does not read here');
    expect(loaded.signals.from.note).toContain('learned-2025-11-08 did not know this');
    expect(loaded.activity.from.source).toBe('learned');
  });

  it('loses an optional group that no longer reads, and keeps those it does not know', async () => {
    const loaded = await loadModel(
      await storeOf({ ...stored.current, record: { verdicts: 'many' }, weather: { sun: 1 } }),
    );
    expect(loaded.record).toBeUndefined();
    expect(loaded['weather']).toEqual({ sun: 1 });
    expect(loaded.activity.from.source).toBe('learned');
  });

  it('forgets products that do not read rather than all of the model', async () => {
    const documents = await storeOf(stored.current);
    await documents.put('model-products', 'learned-2025-11-08/0000', { coffee: [1, 2] });
    const loaded = await loadModel(documents);
    expect(loaded.products).toEqual({});
    expect(loaded.intervals.from.note).toContain('products of learned-2025-11-08');
  });

  it('is refused when it is no model at all', async () => {
    await expect(loadModel(await storeOf({ version: 'x' }))).rejects.toThrow();
  });
});

describe('a remembered model', () => {
  it('is read again after its time, and after a failure at once', async () => {
    let nowMs = 0;
    let reads = 0;
    let failing = false;
    const documents = memoryDocumentStore(async (name) => {
      if (name.includes('get')) reads += 1;
      if (failing) throw new Error('store is gone');
    });
    await saveModel(documents, withProducts('v1', 0));
    const current = rememberedModel(documents, { nowMs: () => nowMs }, 1_000);
    reads = 0;
    const first = await current();
    const afterFirst = reads;
    expect(await current()).toBe(first);
    expect(reads).toBe(afterFirst);
    nowMs = 1_000;
    failing = true;
    await expect(current()).rejects.toThrow('store is gone');
    failing = false;
    expect((await current()).version).toBe('v1');
    expect(reads).toBeGreaterThan(afterFirst);
  });
});
