import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counted, type Figure, type Found } from '#bench/figure.ts';
import { earlierValues, missedCounts, type Report, readReport } from '#bench/report.ts';
import { reportTable } from '#bench/report-table.ts';

const time = (name: string, value: number, atMost?: number): Figure => ({
  name,
  value,
  unit: 'ms',
  kind: 'time',
  runs: 3,
  lowest: value / 2,
  highest: value * 2,
  ...(atMost === undefined ? {} : { atMost }),
});

const foundOf = (...figures: Figure[]): Found => ({
  measure: 'some',
  title: 'Some measure',
  seconds: 1,
  figures,
  notes: [],
});

const reportOf = (found: Found): Report => ({
  takenAt: '2026-01-01T00:00:00.000Z',
  quick: false,
  machine: {
    cores: 2,
    processor: 'any',
    memoryGb: 4,
    node: 'v24.0.0',
    platform: 'linux x64',
    loadBefore: 0,
  },
  seconds: 1,
  found: [found],
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beforehand-bench-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const line = (text: string, name: string): string =>
  text.split('\n').find((each) => each.includes(name)) ?? '';

describe('promises', () => {
  test('a count above its promise fails the run, by name', () => {
    const found = foundOf(counted('kept', 'writes', 2, 2), counted('broken', 'writes', 3, 2));
    expect(missedCounts([found])).toEqual(['some: broken']);
  });

  test('a time above its promise is said and fails nothing', () => {
    const found = foundOf(time('slow', 400, 300));
    expect(missedCounts([found])).toEqual([]);
    expect(line(reportTable([found], undefined), 'slow')).toContain('MISSED: at most 300');
  });

  test('a count that is no number is a missed promise', () => {
    expect(missedCounts([foundOf(counted('mean of none', 'writes', 0 / 0, 2))])).toHaveLength(1);
  });
});

describe('the table', () => {
  test('says of every figure whether it is exact, and how far apart its runs were', () => {
    const text = reportTable([foundOf(counted('all', 'rows', 20_000), time('work', 4))], undefined);
    expect(line(text, 'all')).toMatch(/20,000 +rows +exact/);
    expect(line(text, 'work')).toMatch(/4 +ms +2 to 8, 3 runs/);
    expect(text).not.toContain('before');
  });

  test('shows how each figure stands to an earlier run', () => {
    const before = reportOf(foundOf(time('work', 10), counted('rows', 'rows', 5)));
    const now = foundOf(time('work', 15), counted('rows', 'rows', 5), time('other', 1));
    const text = reportTable([now], earlierValues(before));
    expect(line(text, 'work')).toMatch(/1\.50$/);
    expect(line(text, 'rows')).toMatch(/same$/);
    expect(line(text, 'other')).toMatch(/new$/);
  });
});

describe('an earlier run', () => {
  test('is read back as it was written', async () => {
    const file = join(folder, 'run.json');
    const report = reportOf(foundOf(time('work', 10)));
    await writeFile(file, JSON.stringify(report));
    expect(await readReport(file)).toEqual(report);
  });

  test('that is anything else is refused by the name of its file', async () => {
    const file = join(folder, 'other.json');
    await writeFile(file, '{"found":[]}');
    await expect(readReport(file)).rejects.toThrow(`${file} holds no result of the bench`);
  });
});
