import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachOrStart } from '#local/attach.ts';
import { localClientConfig } from '#local/loopback.ts';
import { documentStore } from '#shared/store/document-store.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'beforehand-attach-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const visitor = new URL('./fixtures/visit.ts', import.meta.url).pathname;

/** Another process that opens the folder, writes something, stays for a moment and ends. */
function visit(folder: string): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [visitor, folder]);
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })));
}

const documentsAt = (endpoint: string) =>
  documentStore(new DynamoDBClient(localClientConfig(endpoint)), 'insights');

test('a folder keeps its documents from one database to the next', async () => {
  const first = await attachOrStart(join(dataDir, 'new'));
  await documentsAt(first.endpoint).put('status', 'as-of', { day: 1 });
  await first.stop();
  const second = await attachOrStart(join(dataDir, 'new'));
  expect(second.shared).toBe(false);
  expect(await documentsAt(second.endpoint).get('status', 'as-of')).toEqual({ day: 1 });
  await second.stop();
  expect(existsSync(join(dataDir, 'new', 'runtime.json'))).toBe(false);
});

test('a second command joins the database of the first', async () => {
  const first = await attachOrStart(dataDir);
  const second = await attachOrStart(dataDir);
  expect(second).toMatchObject({ endpoint: first.endpoint, shared: true });
  await second.stop();
  await first.stop();
});

test('of two commands begun in the same instant one joins the other', async () => {
  const both = await Promise.all([attachOrStart(dataDir), attachOrStart(dataDir)]);
  expect(both.map(({ shared }) => shared).sort()).toEqual([false, true]);
  expect(both[0].endpoint).toBe(both[1].endpoint);
  for (const each of both.sort((a) => (a.shared ? -1 : 1))) await each.stop();
});

test('processes begun in the same instant all get at the data, one after another or together', async () => {
  const ends = await Promise.all(Array.from({ length: 4 }, () => visit(dataDir)));
  expect(ends).toEqual(
    ends.map(() => ({ code: 0, out: expect.stringMatching(/^(own|shared) ok\n$/) })),
  );
  expect(ends.some(({ out }) => out.startsWith('own'))).toBe(true);
  expect(existsSync(join(dataDir, 'claim'))).toBe(false);
}, 30_000);

test('whoever waits is told for whom, and a claim that a dead process left is none', async () => {
  await writeFile(join(dataDir, 'claim'), '4194305');
  const first = await attachOrStart(dataDir);
  await rm(join(dataDir, 'runtime.json'));
  const told: number[] = [];
  const second = attachOrStart(dataDir, { onWait: (holder) => told.push(holder) });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(told).toEqual([process.pid]);
  await first.stop();
  expect((await second).shared).toBe(false);
  await (await second).stop();
});

test('the first command waits for a guest of another process and not for one that died', async () => {
  const first = await attachOrStart(dataDir);
  const guests = join(dataDir, 'guests');
  await mkdir(guests);
  await writeFile(join(guests, '1'), '');
  await writeFile(join(guests, '4194305'), '');
  let stopped = false;
  const stopping = first.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(stopped).toBe(false);
  await rm(join(guests, '1'));
  await stopping;
});

test('what a killed process or a foreign hand left in the runtime file is no hindrance', async () => {
  await writeFile(
    join(dataDir, 'runtime.json'),
    '{"pid":4194305,"kind":"cloud","dynamodb":"http://127.0.0.1:9"}',
  );
  const first = await attachOrStart(dataDir);
  expect(first.shared).toBe(false);
  await first.stop();
  await writeFile(join(dataDir, 'runtime.json'), 'no json');
  const second = await attachOrStart(dataDir);
  await second.stop();
});
