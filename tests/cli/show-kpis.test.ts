import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenData } from '#cli/open-data.ts';
import { showKpis } from '#cli/show-kpis.ts';
import { writeReport } from '#functions/report/write-report.ts';
import { emptySums } from '#shared/domain/kpi/sums.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { segmentId } from '#shared/pipeline/summaries.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';

const asOf = '2026-03-10';
const sums = (customers: number) => ({ ...emptySums(), today: dayOfIso(asOf), customers });
const printed: string[] = [];
const json = () => JSON.parse(printed.join(''));

/** Data in which a pass in two segments is complete. */
async function dataAfterDawn(): Promise<OpenData> {
  const data = { ...memoryPipeline(), close: async () => undefined };
  const { documents } = data;
  const pass = { asOf, segments: 2, customers: 5, changed: 0, modelVersion: 'm' };
  await documents.put('dawn', 'latest', pass);
  await documents.put('kpi-sums', segmentId(asOf, 0), sums(2));
  await documents.put('kpi-sums', segmentId(asOf, 1), sums(3));
  return data;
}

beforeEach(() => {
  printed.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('showing the figures', () => {
  it('shows them as they were reported', async () => {
    const data = await dataAfterDawn();
    const report = await writeReport(data, { asOf, segments: 2 });
    await data.documents.remove('kpi-sums', segmentId(asOf, 1));
    await showKpis(data, true);
    expect(json()).toEqual({ asOf, customers: 5, currency: 'EUR', figures: report.figures });
  });

  it('computes them where the newest pass was not reported on, and keeps nothing', async () => {
    const data = await dataAfterDawn();
    const older = { asOf: '2026-03-09', shop: 's', currency: 'EUR', customers: 1, groups: {} };
    await data.documents.put('report', 'latest', { ...older, figures: [] });
    await showKpis(data, true);
    expect(json()).toMatchObject({ asOf, customers: 5 });
    expect(await data.documents.get('report', asOf)).toBeUndefined();
  });

  it('says which sums are missing rather than adding up the rest', async () => {
    const data = await dataAfterDawn();
    await data.documents.remove('kpi-sums', segmentId(asOf, 1));
    await expect(showKpis(data, true)).rejects.toThrow(
      `the figures of ${asOf} are incomplete: KPI sums of segment ${asOf}/0001 are missing`,
    );
    expect(printed).toEqual([]);
  });
});
