import { expect, test } from 'vitest';
import type { DocumentStore } from '#shared/store/ports.ts';

/** What every document store must do; `make` answers an empty one. */
export function documentStoreContract(make: () => Promise<DocumentStore>): void {
  test('a document that is not there is undefined', async () => {
    const documents = await make();
    expect(await documents.get('model', 'current')).toBeUndefined();
    expect(await documents.getWithRevision('model', 'current')).toBeUndefined();
    expect(await documents.list('model')).toEqual([]);
  });

  test('a document is read as it was put, and every write counts its revision', async () => {
    const documents = await make();
    const model = { version: 'м-1', products: [{ id: 'P', mu: 1.5 }], none: null };
    await documents.put('model', 'current', { version: 'old' });
    await documents.put('model', 'current', model);
    expect(await documents.get('model', 'current')).toEqual(model);
    expect(await documents.getWithRevision('model', 'current')).toEqual({
      document: model,
      revision: 2,
    });
  });

  test('a replacement needs the revision it expects', async () => {
    const documents = await make();
    expect(await documents.replace('case', 'C-1', 1, { state: 'lost' })).toBe('conflict');
    expect(await documents.replace('case', 'C-1', 0, { state: 'open' })).toBe('replaced');
    expect(await documents.replace('case', 'C-1', 0, { state: 'lost' })).toBe('conflict');
    expect(await documents.replace('case', 'C-1', 1, { state: 'resolved' })).toBe('replaced');
    expect(await documents.getWithRevision('case', 'C-1')).toEqual({
      document: { state: 'resolved' },
      revision: 2,
    });
  });

  test('of forty who count at once none is lost', async () => {
    const documents = await make();
    const addOne = async (): Promise<void> => {
      for (;;) {
        const { revision } = (await documents.getWithRevision('counter', 'day')) ?? { revision: 0 };
        const next = { count: revision + 1 };
        if ((await documents.replace('counter', 'day', revision, next)) === 'replaced') return;
      }
    };
    await Promise.all(Array.from({ length: 40 }, addOne));
    expect(await documents.getWithRevision('counter', 'day')).toEqual({
      document: { count: 40 },
      revision: 40,
    });
  });

  test('a list has the documents of its kind and prefix alone, by id', async () => {
    const documents = await make();
    for (const id of ['2026-03-02/0000', '2026-03-01/0001', '2026-03-01/0000']) {
      await documents.put('due', id, { id });
    }
    await documents.put('due-other', '2026-03-01/0000', { id: 'other' });
    const ofDay = await documents.list('due', '2026-03-01/');
    expect(ofDay).toEqual([
      { id: '2026-03-01/0000', document: { id: '2026-03-01/0000' } },
      { id: '2026-03-01/0001', document: { id: '2026-03-01/0001' } },
    ]);
    expect(await documents.list('due')).toHaveLength(3);
  });

  test('a document of a megabyte is kept, and may become short again', async () => {
    const documents = await make();
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      customerId: `C-${index}`,
      text: `usually comes every ${index % 40} days, last came ${index % 90} days ago `.repeat(8),
    }));
    await documents.put('due', 'long', rows);
    expect(await documents.get('due', 'long')).toEqual(rows);
    expect(await documents.list('due')).toEqual([{ id: 'long', document: rows }]);
    await documents.put('due', 'long', []);
    expect(await documents.getWithRevision('due', 'long')).toEqual({ document: [], revision: 2 });
    expect(await documents.replace('due', 'long', 2, rows)).toBe('replaced');
    expect(await documents.replace('due', 'long', 3, { short: true })).toBe('replaced');
    expect(await documents.get('due', 'long')).toEqual({ short: true });
  });

  test('a list longer than a megabyte is read whole', async () => {
    const documents = await make();
    const long = 'ж'.repeat(12_000);
    const ids = Array.from({ length: 60 }, (_, index) => String(index).padStart(3, '0'));
    await Promise.all(ids.map((id) => documents.put('sums', id, { id, long })));
    expect((await documents.list('sums')).map(({ id }) => id)).toEqual(ids);
  });

  test('a removed document is gone and starts again at revision one', async () => {
    const documents = await make();
    await documents.put('case', 'C-1', { state: 'open' });
    await documents.remove('case', 'C-1');
    await documents.remove('case', 'C-1');
    expect(await documents.get('case', 'C-1')).toBeUndefined();
    expect(await documents.replace('case', 'C-1', 0, { state: 'open' })).toBe('replaced');
    expect((await documents.getWithRevision('case', 'C-1'))?.revision).toBe(1);
  });
}
