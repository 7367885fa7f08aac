import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDemoFolder } from '#cli/start/start-demo-folder.ts';
import { loopbackUrl, portOf } from '#local/loopback.ts';
import { writeRuntime } from '#local/runtime-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the folder of the demo', () => {
  it('is made when it is not there', async () => {
    const inside = join(folder, 'a', 'b');
    await emptyDemoFolder(inside);
    expect(await readdir(inside)).toEqual(['demo.json']);
  });

  it('is emptied of an earlier demo', async () => {
    await emptyDemoFolder(folder);
    await mkdir(join(folder, 'dynamodb'));
    await writeFile(join(folder, 'dynamodb', 'file'), 'old');
    await emptyDemoFolder(folder);
    expect(await readdir(folder)).toEqual(['demo.json']);
  });

  it('is refused untouched when it holds anything else', async () => {
    await writeFile(join(folder, 'orders.csv'), 'mine');
    await expect(emptyDemoFolder(folder)).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(folder)).toEqual(['orders.csv']);
  });

  it('is refused untouched while an earlier demo still runs in it', async () => {
    await emptyDemoFolder(folder);
    const server = createServer((_, response) => response.end('healthy: dynamodb.local'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const dynamodb = loopbackUrl(portOf(server));
    await writeRuntime(folder, { pid: process.pid, kind: 'cloud', dynamodb });
    await expect(emptyDemoFolder(folder)).rejects.toMatchObject({ exitCode: 3 });
    expect(await readdir(folder)).toContain('runtime.json');
    await new Promise((resolve) => server.close(resolve));
  });
});
