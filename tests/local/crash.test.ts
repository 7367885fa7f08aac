import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { attachOrStart } from '#local/attach.ts';
import { findRuntime } from '#local/runtime-file.ts';
import { queryPages } from '#shared/store/query-pages.ts';
import { publishOrders } from './fixtures/publish-orders.ts';

const SERVE = fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url));
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'us-east-1';

/* Six processes start here; on a busy machine each takes seconds. */
vi.setConfig({ testTimeout: 60_000 });

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'beforehand-crash-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const endpointsLine = z.object({ eventBridge: z.url(), dynamodb: z.url() });

/** A process that serves the folder: `standing` takes events without working on them. */
async function serve(pace: 'live' | 'standing') {
  const child = spawn(process.execPath, [SERVE, dataDir, pace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [chunk] = await once(child.stdout, 'data');
  return { child, endpoints: endpointsLine.parse(JSON.parse(String(chunk))) };
}

const busAt = (endpoint: string) =>
  new EventBridgeClient({ endpoint, region, credentials, maxAttempts: 1 });

async function seenIds(endpoint: string): Promise<Set<string>> {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const items = await queryPages(client, {
    TableName: 'ledger',
    KeyConditionExpression: 'customer = :seen',
    ExpressionAttributeValues: { ':seen': { S: 'seen' } },
  });
  return new Set(items.map((item) => item['entry']?.S ?? ''));
}

/** Waits until the running cloud has seen these events; the time of the test is the limit. */
async function untilSeen(endpoint: string, ids: readonly string[]): Promise<void> {
  for (;;) {
    const seen = await seenIds(endpoint);
    if (ids.every((id) => seen.has(id))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('no event that was acknowledged is lost when the process is killed under load', async () => {
  const first = await serve('live');
  const bus = busAt(first.endpoints.eventBridge);
  const acknowledged: string[] = [];
  const load = Array.from({ length: 8 }, async (_, sender) => {
    for (let call = 0; ; call += 1) {
      const ids = Array.from({ length: 10 }, (_unused, row) => `e-${sender}-${call}-${row}`);
      if (
        !(await publishOrders(bus, ids).then(
          () => true,
          () => false,
        ))
      )
        return;
      acknowledged.push(...ids);
      if (acknowledged.length > 600) first.child.kill('SIGKILL');
    }
  });
  await Promise.all(load);
  expect(acknowledged.length).toBeGreaterThan(600);

  const second = await serve('live');
  await untilSeen(second.endpoints.dynamodb, acknowledged);
});

test('what waits in a queue survives two deaths and is then worked on', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `waiting-${index}`);
  const first = await serve('standing');
  await publishOrders(busAt(first.endpoints.eventBridge), ids);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await serve('standing');
  second.child.kill('SIGKILL');
  await once(second.child, 'exit');

  const third = await serve('live');
  await untilSeen(third.endpoints.dynamodb, ids);
});

test('a second cloud on a folder in use is refused, and a killed one is no hindrance', async () => {
  const first = await serve('live');
  await expect(serveFails()).resolves.toMatch(/is in use by process \d+/);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  expect(await findRuntime(dataDir)).toBeUndefined();
  await serve('live');
});

async function serveFails(): Promise<string> {
  const child = spawn(process.execPath, [SERVE, dataDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
  });
  await once(child, 'exit');
  return text;
}

test('a clean stop ends the process by itself, keeps the data and leaves no runtime file', async () => {
  const { child, endpoints } = await serve('live');
  await publishOrders(busAt(endpoints.eventBridge), ['kept']);
  await untilSeen(endpoints.dynamodb, ['kept']);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(existsSync(join(dataDir, 'runtime.json'))).toBe(false);
  expect(await readFile(join(dataDir, 'queues.ndjson'), 'utf8')).toContain('"drop"');

  const database = await attachOrStart(dataDir);
  expect(await seenIds(database.endpoint)).toEqual(new Set(['kept']));
  await database.stop();
});

test('a command joins the running cloud instead of opening its files', async () => {
  const { endpoints } = await serve('live');
  const database = await attachOrStart(dataDir);
  expect(database).toMatchObject({ endpoint: endpoints.dynamodb, shared: true });
  await database.stop();
  expect(await seenIds(endpoints.dynamodb)).toEqual(new Set());
});

test.runIf(process.platform === 'linux')(
  'every port is on the loopback interface alone',
  async () => {
    const { child } = await serve('live');
    const listening = await listeningAddresses(child.pid);
    expect(listening.length).toBeGreaterThanOrEqual(5);
    expect(new Set(listening)).toEqual(new Set(['0100007F']));
  },
  20_000,
);

/** Local addresses (hexadecimal, as Linux lists them) on which the process listens. */
async function listeningAddresses(pid: number | undefined): Promise<string[]> {
  const sockets = new Set<string>();
  for (const fd of await readdir(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) sockets.add(inode);
  }
  const rows = ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8'));
  return (await Promise.all(rows))
    .flatMap((text) => text.split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
    .map((fields) => fields[1]?.split(':')[0] ?? '');
}
