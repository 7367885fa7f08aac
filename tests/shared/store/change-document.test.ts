import { describe, expect, it } from 'vitest';
import { changeDocument } from '#shared/store/change-document.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const NAMES = ['tally', 'one'] as const;
const added = (before: unknown): unknown => [...(Array.isArray(before) ? before : []), 'ours'];

describe('changing a document', () => {
  it('writes what becomes of it, also when there is none yet', async () => {
    const documents = memoryDocumentStore();
    await changeDocument(documents, ...NAMES, added);
    await changeDocument(documents, ...NAMES, added);
    expect(await documents.get(...NAMES)).toEqual(['ours', 'ours']);
  });

  it('leaves it as it is when nothing becomes of it', async () => {
    const documents = memoryDocumentStore();
    await documents.put(...NAMES, ['theirs']);
    await changeDocument(documents, ...NAMES, () => undefined);
    expect(await documents.getWithRevision(...NAMES)).toEqual({
      document: ['theirs'],
      revision: 1,
    });
  });

  it('starts over from what somebody else wrote in between', async () => {
    const documents = memoryDocumentStore();
    let isFirst = true;
    const replace: typeof documents.replace = async (...write) => {
      if (isFirst) await documents.put(...NAMES, ['theirs']);
      isFirst = false;
      return documents.replace(...write);
    };
    await changeDocument({ ...documents, replace }, ...NAMES, added);
    expect(await documents.get(...NAMES)).toEqual(['theirs', 'ours']);
  });

  it('fails when others are first every time', async () => {
    const documents = memoryDocumentStore();
    let tries = 0;
    const replace = async () => {
      tries += 1;
      return 'conflict' as const;
    };
    const changing = changeDocument({ ...documents, replace }, ...NAMES, added);
    await expect(changing).rejects.toThrow('document tally one was changed by others 20 times');
    expect(tries).toBe(20);
  });
});
