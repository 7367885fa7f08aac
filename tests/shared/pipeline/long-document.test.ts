import { expect, it } from 'vitest';
import { getLong, putLong, removeLong } from '#shared/pipeline/long-document.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const long = { rows: Array.from({ length: 60_000 }, (_, at) => ({ at, name: `row-${at}` })) };

it('keeps a document of any length, and leaves nothing of it behind', async () => {
  const documents = memoryDocumentStore();
  await putLong(documents, 'long', 'one', long);
  expect((await documents.list('long')).length).toBeGreaterThan(4);
  expect(await getLong(documents, 'long', 'one')).toEqual(long);
  await putLong(documents, 'long', 'one', { short: true });
  expect(await documents.list('long')).toHaveLength(2);
  await removeLong(documents, 'long', 'one');
  expect(await documents.list('long')).toEqual([]);
  expect(await getLong(documents, 'long', 'one')).toBeUndefined();
});

it('is none while only half of it is written', async () => {
  let puts = 0;
  const documents = memoryDocumentStore(async (name) => {
    if (name.includes('put') && ++puts === 3) throw new Error('store is gone');
  });
  await expect(putLong(documents, 'long', 'one', long)).rejects.toThrow('store is gone');
  expect(await getLong(documents, 'long', 'one')).toBeUndefined();
});

it('says which piece is missing', async () => {
  const documents = memoryDocumentStore();
  await putLong(documents, 'long', 'one', long);
  await documents.remove('long', 'one/0001');
  await expect(getLong(documents, 'long', 'one')).rejects.toThrow('piece 1 of long one is missing');
});
