import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { loadModel, rememberedModel, saveModel } from '#shared/pipeline/model-store.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const withProducts = (version: string, count: number): Model => ({
  ...defaultModel(),
  version,
  products: Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `product-with-a-long-name-${at}`,
      [3.1, 0.5, 0.2, at],
    ]),
  ),
});

describe('the model store', () => {
  it('gives what ships while nothing was learned', async () => {
    expect(await loadModel(memoryDocumentStore())).toEqual(defaultModel());
  });

  it('gives back what was saved, however many products it knows', async () => {
    const documents = memoryDocumentStore();
    const large = withProducts('v1', 20_000);
    await saveModel(documents, large);
    expect(await loadModel(documents)).toEqual(large);
    const parts = await documents.list('model-products');
    expect(parts.length).toBeGreaterThan(2);
    for (const { document } of parts) {
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(300 * 1024);
    }
  });

  it('keeps the parts of the model before for those who still read it, and no older ones', async () => {
    const documents = memoryDocumentStore();
    for (const version of ['v1', 'v2', 'v3']) await saveModel(documents, withProducts(version, 5));
    const ids = (await documents.list('model-products')).map(({ id }) => id);
    expect(ids).toEqual(['v2/0000', 'v3/0000']);
    expect((await loadModel(documents)).version).toBe('v3');
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
