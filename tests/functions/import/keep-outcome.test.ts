import { describe, expect, it } from 'vitest';
import { reachAsOf, readAsOf } from '#functions/import/as-of.ts';
import type { ImportReport } from '#functions/import/import-report.ts';
import { importTotals, keepOutcome } from '#functions/import/keep-outcome.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { emptyShop } from './importing.ts';

const reportOf = (contentHash: string, asOf: string): ImportReport => ({
  file: 'orders.csv',
  rows: 1,
  events: 1,
  applied: 1,
  repeated: 0,
  quarantined: 0,
  customers: 1,
  dryRun: false,
  resumedRows: 0,
  contentHash,
  asOf,
  conventions: [],
  reasons: [],
  faults: [],
});

describe('keeping the outcome of an import', () => {
  it('counts every file and keeps the latest day when imports end at one time', async () => {
    const { target } = emptyShop();
    const days = ['2025-03-01', '2025-05-31', '2025-04-01', '2024-12-31'];
    await Promise.all(
      days.map((day, index) => keepOutcome(target, reportOf(`hash-${index}`, day), [])),
    );
    expect(await importTotals(target.documents)).toMatchObject({ files: 4 });
    expect(await readAsOf(target.documents)).toBe('2025-05-31');
  });

  it('counts a file once however often it comes', async () => {
    const { target } = emptyShop();
    for (const hash of ['a', 'b', 'a']) {
      await keepOutcome(target, reportOf(hash, '2025-03-01'), []);
    }
    expect(await importTotals(target.documents)).toEqual({ files: 2, hashes: ['a', 'b'] });
  });

  it('never takes the last day back', async () => {
    const documents = memoryDocumentStore();
    await reachAsOf(documents, '2025-05-31');
    await reachAsOf(documents, '2025-03-01');
    expect(await readAsOf(documents)).toBe('2025-05-31');
  });

  it('gives up with a clear word when others are first every time', async () => {
    const documents = { ...memoryDocumentStore(), replace: async () => 'conflict' as const };
    await expect(reachAsOf(documents, '2025-05-31')).rejects.toThrow(
      'document status as-of was changed by others 20 times',
    );
  });
});
