import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openData } from '#cli/open-data.ts';
import { WIDTH } from '#cli/table.ts';
import { pageId } from '#shared/pipeline/summaries.ts';
import { type Ended, runProgram } from '#tests/builders/run-program.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const DATE = '2026-03-10';
const data = join(temporaryFolder('beforehand-lists'), 'data');
const beforehand = (...args: readonly string[]): Promise<Ended> =>
  runProgram('--data', data, ...args);

const due = (customerId: string, probability: number, told: object) => ({
  customerId,
  kind: 'replenishment',
  subject: 'espresso-beans',
  expectedOn: DATE,
  p10: DATE,
  p90: '2026-03-20',
  probability,
  horizonDays: 14,
  evidence: 'enough',
  overdue: false,
  valueMinor: 1_000,
  reasons: [],
  ...told,
});
const risk = (customerId: string, probability: number, told: object) => ({
  customerId,
  probability,
  horizonDays: 90,
  evidence: 'enough',
  level: 'at-risk',
  valueAtStakeMinor: 1_000,
  abcClass: 'B',
  stage: 'developed',
  reasons: [
    { code: 'silence', text: 'usually comes every 24 days, last came 71 days ago', value: 71 },
  ],
  ...told,
});

/** The first page is one that a version left which knew no words. */
async function keep(documents: Awaited<ReturnType<typeof openData>>['documents']): Promise<void> {
  const pass = { asOf: DATE, segments: 1, customers: 3, changed: 3, modelVersion: 'm' };
  await documents.put('dawn', 'latest', pass);
  await documents.put('due', pageId(DATE, 0, 0), [due('C-1', 0.72, {})]);
  await documents.put('due', pageId(DATE, 0, 1), [
    due('C-2', 0.72, { toldIn: 'words' }),
    due('C-3', 0.4, { toldIn: 'words' }),
  ]);
  await documents.put('at-risk', pageId(DATE, 0, 0), [risk('C-1', 0.83, {})]);
  await documents.put('at-risk', pageId(DATE, 0, 1), [risk('C-2', 0.93, { toldIn: 'words' })]);
}

beforeAll(async () => {
  mkdirSync(join(data, 'dynamodb'), { recursive: true });
  writeFileSync(join(data, 'shop.json'), JSON.stringify(shopWith({ timeZone: 'UTC' })));
  const opened = await openData(data);
  await keep(opened.documents);
  await opened.close();
}, 60_000);

type Line = Record<'customerId' | 'probability' | 'toldIn', unknown> & {
  likelihood: { word: string };
};
const told = (rows: readonly Line[]) =>
  rows.map(({ customerId, probability, toldIn, likelihood }) => [
    customerId,
    probability,
    toldIn,
    likelihood.word,
  ]);

describe('the list of what is due', () => {
  it('tells people a percentage or a word, and what the words mean', async () => {
    const { out } = await beforehand('forecast');
    expect(out).toMatch(/C-1 .* {2}72 % in 14 d/);
    expect(out).toMatch(/C-2 .* {2}likely in 14 d/);
    expect(out).toMatch(/C-3 .* {2}as likely as not in 14 d/);
    expect(out).toMatch(/^likely: 66 to 90 %; as likely as not: 33 to 66 %\.\nIn words where/m);
    expect(out.replaceAll('\n', ' ')).toMatch(/No season is learned of single products/);
    expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
  }, 30_000);

  it('says nothing of words where there are none', async () => {
    const { out } = await beforehand('forecast', '--limit', '1');
    expect(out).toMatch(/72 % in 14 d/);
    expect(out).not.toMatch(/likely/);
  }, 30_000);

  it('gives machines a number only where it holds, and word and range in any case', async () => {
    const csv = await beforehand('forecast', '--csv');
    expect(csv.out.trim().split('\n')).toEqual([
      'customer,kind,subject,expected_on,p10,p90,probability,evidence,overdue,value_minor,told_in,likelihood,likely_from,likely_to',
      `C-1,replenishment,espresso-beans,${DATE},${DATE},2026-03-20,0.7200,enough,false,1000,percent,likely,0.66,0.9`,
      `C-2,replenishment,espresso-beans,${DATE},${DATE},2026-03-20,,enough,false,1000,words,likely,0.66,0.9`,
      `C-3,replenishment,espresso-beans,${DATE},${DATE},2026-03-20,,enough,false,1000,words,as likely as not,0.33,0.66`,
    ]);
    const json = await beforehand('forecast', '--json');
    expect(told(JSON.parse(json.out).rows)).toEqual([
      ['C-1', 0.72, 'percent', 'likely'],
      ['C-2', null, 'words', 'likely'],
      ['C-3', null, 'words', 'as likely as not'],
    ]);
  }, 30_000);
});

describe('the list of who is at risk', () => {
  it('tells people a percentage or a word, and what the words mean', async () => {
    const { out } = await beforehand('at-risk');
    expect(out).toMatch(/^C-1 +83 % in 90 d /m);
    expect(out).toMatch(/^C-2 +very likely in 90 d /m);
    expect(out).toMatch(/^very likely: 90 to 99 %\.\nIn words where/m);
    expect(out).not.toMatch(/single products/);
    expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
  }, 30_000);

  it('gives machines a number only where it holds, and word and range in any case', async () => {
    const csv = await beforehand('at-risk', '--csv');
    const [header, ...rows] = csv.out.trim().split('\n');
    expect(header).toBe(
      'customer,probability,horizon_days,value_at_stake_minor,class,stage,reasons,told_in,likelihood,likely_from,likely_to',
    );
    const ends = rows.map((row) => {
      const cells = row.split(',');
      return [...cells.slice(0, 3), ...cells.slice(-4)];
    });
    expect(ends).toEqual([
      ['C-2', '', '90', 'words', 'very likely', '0.9', '0.99'],
      ['C-1', '0.8300', '90', 'percent', 'likely', '0.66', '0.9'],
    ]);
    const json = await beforehand('at-risk', '--json');
    expect(told(JSON.parse(json.out).rows)).toEqual([
      ['C-2', null, 'words', 'very likely'],
      ['C-1', 0.83, 'percent', 'likely'],
    ]);
  }, 30_000);
});
