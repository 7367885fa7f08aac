import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { importBucket } from '#functions/import/import-bucket.ts';
import { importUploads } from '#functions/import/import-uploads.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';
import { emptyShop, statesOf } from './importing.ts';
import { memoryS3 } from './memory-s3.ts';

const FILE = [
  'customer_id,date,order_id,product_id,quantity,unit_price',
  'C-1,2025-01-02T10:00,1001,COFFEE,2,9.99',
  'C-1,2025-02-03T11:30,1002,COFFEE,2,9.99',
  'C-2,2025-02-04T09:00,1003,COFFEE,1,9.99',
  'C-3,2025-03-01T18:45,1004,TEA,4,2.25',
  '',
].join('\n');
const KEY = 'history/orders.csv';
const RESULT = 'reports/history/orders.csv.json';
const PLENTY_MS = 900_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const created = (key: string) => ({
  version: '0',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  detail: {
    version: '0',
    bucket: { name: 'imports' },
    object: { key, size: 1 },
    reason: 'PutObject',
  },
});

/** A shop with a bucket; `upload` puts the object and lets S3 tell of it. */
function shopWithBucket() {
  const shop = emptyShop();
  const s3 = memoryS3();
  const folder = temporaryFolder('uploads');
  const deps = {
    target: shop.target,
    bucket: importBucket(s3.client),
    spillFolder: join(folder, 'import'),
  };
  const told = (body: unknown, timeLeft = () => PLENTY_MS) =>
    importUploads(deps, [{ messageId: 'm-1', body }], timeLeft);
  const upload = async (key: string, content: string | Uint8Array, timeLeft?: () => number) => {
    s3.put(key, content);
    return told(created(key), timeLeft);
  };
  return { shop, s3, folder, told, upload };
}

describe('importing an uploaded file', () => {
  it('records every order, sends nothing and leaves a result', async () => {
    const { shop, s3, upload } = shopWithBucket();
    expect(await upload(KEY, FILE)).toEqual({ failed: [] });
    expect(statesOf(shop).map(([id]) => id)).toEqual(['C-1', 'C-2', 'C-3']);
    expect(s3.json(RESULT)).toMatchObject({
      key: KEY,
      status: 'imported',
      report: { rows: 4, events: 4, applied: 4, repeated: 0, quarantined: 0, asOf: '2025-03-01' },
    });
    expect(await shop.documents.get('import-result', KEY)).toEqual(s3.json(RESULT));
    expect(shop.bus.published).toEqual([]);
  });

  it('reads gzip by its content', async () => {
    const { shop, upload } = shopWithBucket();
    await upload('history/orders.csv.gz', gzipSync(FILE));
    expect(statesOf(shop)).toHaveLength(3);
  });

  it('does nothing when it hears of the same object again', async () => {
    const { shop, s3, told, upload } = shopWithBucket();
    await upload(KEY, FILE);
    const before = s3.json(RESULT);
    s3.mock.resetHistory();
    await told(created(KEY));
    expect(s3.mock.commandCalls(GetObjectCommand)).toHaveLength(0);
    expect(s3.json(RESULT)).toEqual(before);
    expect(statesOf(shop)).toHaveLength(3);
  });

  it('writes the result again when the run before ended without it', async () => {
    const { s3, told, upload } = shopWithBucket();
    await upload(KEY, FILE);
    const before = s3.json(RESULT);
    s3.remove(RESULT);
    await told(created(KEY));
    expect(s3.json(RESULT)).toEqual(before);
  });

  it('imports an object again that has new content', async () => {
    const { s3, upload } = shopWithBucket();
    await upload(KEY, FILE);
    await upload(KEY, `${FILE}C-4,2025-04-01T10:00,1005,TEA,1,2.25\n`);
    expect(s3.json(RESULT)).toMatchObject({ report: { applied: 1, repeated: 4 } });
  });

  it('leaves nothing on the disk and no stream open', async () => {
    const { s3, folder, upload } = shopWithBucket();
    const rows = Array.from(
      { length: 3_000 },
      (_, row) => `C-1,2025-01-02T10:00,${row},${'P'.repeat(60)}${row},1,1.00`,
    );
    await upload(KEY, [FILE.split('\n')[0], ...rows].join('\n'));
    const noise = Array.from({ length: 60_000 }, (_, line) => sha256(`${line}`)).join(',1\n');
    await upload('history/no-columns.csv', noise);
    await upload('history/no-columns.csv.gz', gzipSync(noise));
    expect(s3.json('reports/history/no-columns.csv.gz.json')).toMatchObject({ status: 'refused' });
    expect(readdirSync(folder)).toEqual([]);
    expect(s3.isEveryStreamClosed()).toBe(true);
  });

  it('passes over what is gone, folders and files that are not here yet', async () => {
    const { s3, told, upload } = shopWithBucket();
    await told(created(KEY));
    await upload('history/', '');
    await upload(`${KEY}.mapping.json`, '{}');
    expect(s3.mock.commandCalls(PutObjectCommand)).toHaveLength(0);
  });

  it('is not taken in by a longer name', async () => {
    const { s3, told } = shopWithBucket();
    s3.put(`${KEY}.gz`, gzipSync(FILE));
    await told(created(KEY));
    expect(s3.keys()).toEqual([`${KEY}.gz`]);
  });
});

describe('a mapping beside the file', () => {
  const STRANGE = FILE.replace('customer_id', 'who').replace('date', 'when');

  it('says what the columns mean, and lets a refused file in when it comes later', async () => {
    const { shop, s3, upload } = shopWithBucket();
    await upload(KEY, STRANGE);
    expect(s3.json(RESULT)).toMatchObject({
      status: 'refused',
      reason: 'no column found for customer and time',
    });
    await upload(`${KEY}.mapping.json`, '{"columns":{"customer":"who","time":"when"}}');
    expect(s3.json(RESULT)).toMatchObject({ status: 'imported', report: { applied: 4 } });
    expect(statesOf(shop)).toHaveLength(3);
  });

  it.each([
    ['{', 'the mapping file is not JSON'],
    ['{"colums":{}}', 'the mapping file cannot be used: Unrecognized key: …'],
    ['{"timeZone":"Mars/Base"}', /must be an IANA zone/],
    ['{"ignoreProducts":"("}', /must be a regular expression/],
    [`{"x":"${'y'.repeat(70_000)}"}`, /more than 65536/],
  ])('that reads %.30s refuses the file', async (mapping, reason) => {
    const { shop, s3, upload } = shopWithBucket();
    s3.put(`${KEY}.mapping.json`, mapping);
    expect(await upload(KEY, FILE)).toEqual({ failed: [] });
    const match = typeof reason === 'string' ? reason : expect.stringMatching(reason);
    expect(s3.json(RESULT)).toMatchObject({ status: 'refused', reason: match });
    expect(statesOf(shop)).toEqual([]);
  });
});

describe('a file that cannot be imported', () => {
  it.each([
    ['empty', '', 'the file is empty'],
    ['in another currency', FILE.replace('unit_price', 'price_gbp'), /in GBP, but the shop/],
    ['damaged gzip', gzipSync(FILE).subarray(0, 60), /gzip file is damaged or cut off/],
  ])('because it is %s is refused for good and changes nothing', async (_, content, reason) => {
    const { shop, s3, upload } = shopWithBucket();
    expect(await upload(KEY, content)).toEqual({ failed: [] });
    const match = typeof reason === 'string' ? reason : expect.stringMatching(reason);
    expect(s3.json(RESULT)).toMatchObject({ status: 'refused', reason: match });
    expect(statesOf(shop)).toEqual([]);
  });

  it('because a table does not answer is tried again', async () => {
    const { shop, s3, upload } = shopWithBucket();
    shop.target.documents.get = () => Promise.reject(new Error('no answer'));
    await expect(upload(KEY, FILE)).rejects.toThrow('no answer');
    expect(s3.keys()).toEqual([KEY]);
  });

  it('tells bad rows without what they say', async () => {
    const { shop, s3, upload } = shopWithBucket();
    const bad =
      'C-1,ada@example.com,1009,TEA,1,2.25\nC-2,2025-02-04T09:00,1010,TEA,+4915100000000,1\n';
    await upload(KEY, FILE + bad);
    expect(s3.json(RESULT)).toMatchObject({
      report: {
        applied: 4,
        quarantined: 2,
        faults: [
          { line: 6, reason: 'time … must be a date like those of the other rows, year-month-day' },
          { line: 7 },
        ],
      },
    });
    expect(JSON.stringify(s3.json(RESULT))).not.toMatch(/ada@|49151/);
    expect(await shop.quarantine.list(10)).toHaveLength(2);
  });
});

describe('running out of time', () => {
  it('pauses the message and goes on with the customers that are not settled', async () => {
    const { shop, s3, told, upload } = shopWithBucket();
    const many = Array.from(
      { length: 300 },
      (_, at) => `K-${at},2025-01-02T10:00,O-${at},COFFEE,1,9.99`,
    );
    let asked = 0;
    const short = () => (asked++ < 5 ? PLENTY_MS : 60_000);
    const file = [FILE.trimEnd(), ...many].join('\n');
    expect(await upload(KEY, file, short)).toEqual({ failed: ['m-1'] });
    const settled = statesOf(shop).length;
    expect(settled).toBeGreaterThan(0);
    expect(settled).toBeLessThan(303);
    expect(s3.keys()).toEqual([KEY]);

    expect(await told(created(KEY))).toEqual({ failed: [] });
    expect(statesOf(shop)).toHaveLength(303);
    const result = s3.json(RESULT);
    expect(result).toMatchObject({ report: { rows: 304, applied: 304, repeated: 0 } });
    expect(result).not.toMatchObject({ report: { resumedRows: 0 } });
  });
});

it.each([undefined, null, 'text', {}, { ...created(KEY), source: 'somebody' }])(
  'sets a message aside that is not of S3: %j',
  async (body) => {
    const { shop, told } = shopWithBucket();
    expect(await told(body)).toEqual({ failed: [] });
    expect(await shop.quarantine.list(10)).toMatchObject([{ source: 'import' }]);
  },
);
