import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInbox } from '#local/inbox.ts';
import { readLastRuns, writeLastRuns } from '#local/last-runs.ts';
import { secretsOf } from '#local/secrets.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beforehand-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const message = (text: string) =>
  ({ channel: 'sms', to: '+4915100000000', messageId: text, text }) as const;

describe('files that a crash cut off', () => {
  it('an inbox drops the half line and keeps what comes after it', async () => {
    const path = join(folder, 'inbox.ndjson');
    const before = await openInbox(path, () => 1);
    await before.add(message('whole'));
    await before.close();
    await appendFile(path, '{"seq":2,"atMs":1,"chan');

    const after = await openInbox(path, () => 2);
    await after.add(message('next'));
    await after.close();

    const again = await openInbox(path, () => 3);
    expect(again.since(0).map(({ text }) => text)).toEqual(['whole', 'next']);
    await again.close();
  });

  it('last runs that cannot be read are forgotten: a missed run is not worth refusing to start', async () => {
    await writeFile(join(folder, 'schedules.json'), '{"dawn":17');
    expect(await readLastRuns(folder)).toEqual({});
  });

  it('last runs written at the same time end whole and leave no other file', async () => {
    await Promise.all([1, 2, 3].map((dawn) => writeLastRuns(folder, { dawn })));
    expect(await readLastRuns(folder)).toHaveProperty('dawn');
    expect((await readdir(folder)).filter((name) => name.startsWith('schedules'))).toHaveLength(1);
  });

  it('secrets that cannot be read are named with their file', async () => {
    await writeFile(join(folder, 'secrets.json'), '');
    await expect(secretsOf(folder)).rejects.toThrow(join(folder, 'secrets.json'));
  });
});
