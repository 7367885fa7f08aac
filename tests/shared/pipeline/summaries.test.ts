import { describe, expect, it } from 'vitest';
import type { DueRow, RiskRow } from '#shared/domain/deciding/outlook.ts';
import {
  keepLatestPass,
  latestPass,
  pageId,
  readAtRisk,
  readDue,
} from '#shared/pipeline/summaries.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const DATE = '2026-03-10';
const due = (customerId: string, valueMinor: number, subject = 'beans'): DueRow => ({
  customerId,
  kind: 'replenishment',
  subject,
  expectedOn: DATE,
  p10: DATE,
  p90: DATE,
  probability: 0.5,
  toldIn: 'words',
  horizonDays: 30,
  evidence: 'enough',
  overdue: false,
  valueMinor,
  reasons: [],
});
const atRisk = (customerId: string, probability: number, valueAtStakeMinor: number): RiskRow => ({
  customerId,
  probability,
  toldIn: 'words',
  valueAtStakeMinor,
  horizonDays: 90,
  evidence: 'enough',
  level: 'at-risk',
  abcClass: 'B',
  stage: 'developed',
  reasons: [],
});
const pass = (asOf: string) => ({
  asOf,
  segments: 1,
  customers: 2,
  changed: 1,
  modelVersion: 'm',
});

describe('the lists of a pass', () => {
  it('hold what is due of all its pages, the weightiest first, of two alike by name', async () => {
    const documents = memoryDocumentStore();
    await documents.put('due', pageId(DATE, 0, 0), [due('b', 100), due('a', 100, 'tea')]);
    await documents.put('due', pageId(DATE, 1, 0), [due('c', 900), due('d', 5), due('a', 100)]);
    await documents.put('due', pageId('2026-03-09', 0, 0), [due('x', 1)]);
    const rows = await readDue(documents, DATE);
    expect(rows.map(({ customerId, subject }) => `${customerId} ${subject}`)).toEqual([
      'c beans',
      'a beans',
      'a tea',
      'b beans',
      'd beans',
    ]);
  });

  it('hold who is at risk by what is to be lost, not by what is sure', async () => {
    const documents = memoryDocumentStore();
    const rows = [atRisk('b', 0.9, 100), atRisk('c', 0.8, 1_000), atRisk('a', 0.9, 100)];
    await documents.put('at-risk', pageId(DATE, 0, 0), rows);
    const listed = await readAtRisk(documents, DATE);
    expect(listed.map(({ customerId }) => customerId)).toEqual(['c', 'a', 'b']);
  });

  it('tell in percent what passes left that knew no words, and in words what came since', async () => {
    const documents = memoryDocumentStore();
    const { toldIn: _due, ...oldDue } = due('a', 100);
    const { toldIn: _risk, ...oldRisk } = atRisk('a', 0.9, 100);
    await documents.put('due', pageId(DATE, 0, 0), [oldDue, due('b', 50)]);
    await documents.put('at-risk', pageId(DATE, 0, 0), [oldRisk, atRisk('b', 0.9, 50)]);
    const told = (rows: readonly (DueRow | RiskRow)[]) => rows.map(({ toldIn }) => toldIn);
    expect(told(await readDue(documents, DATE))).toEqual(['percent', 'words']);
    expect(told(await readAtRisk(documents, DATE))).toEqual(['percent', 'words']);
  });
});

it('makes a pass the newest one unless a newer one is complete', async () => {
  const documents = memoryDocumentStore();
  expect(await latestPass(documents)).toBeUndefined();
  await keepLatestPass(documents, pass(DATE));
  await keepLatestPass(documents, pass('2026-03-09'));
  expect(await latestPass(documents)).toEqual(pass(DATE));
  await keepLatestPass(documents, { ...pass(DATE), changed: 7 });
  expect(await latestPass(documents)).toMatchObject({ changed: 7 });
  await keepLatestPass(documents, pass('2026-03-11'));
  expect(await latestPass(documents)).toMatchObject({ asOf: '2026-03-11' });
});
