import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const cli = (...words: readonly string[]) =>
  run(process.execPath, ['cli/beforehand.ts', ...words], { maxBuffer: 1e8 });

const printed = z.object({
  shop: z.object({ customers: z.int(), days: z.int(), events: z.int(), orders: z.int() }),
  reminders: z.array(z.object({ kind: z.string(), sent: z.int() })),
  forecasts: z.object({ modelVersion: z.string() }),
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-run-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('start --demo', { timeout: 120_000 }, () => {
  it('runs the whole pipeline, prints only JSON and ends', async () => {
    const size = ['--days', '35', '--customers', '25'];
    const { stdout, stderr } = await cli(
      ...['start', '--demo', '--exit', '--json', '--data', folder, ...size],
    );
    const summary = printed.parse(JSON.parse(stdout));
    expect(summary.shop).toMatchObject({ customers: 25, days: 35 });
    expect(summary.shop.events).toBeGreaterThan(100);
    expect(stderr).toContain('day 35/35');
    expect(stderr).not.toContain('failed');
  });

  it('leaves data behind that is the fold of its ledger', async () => {
    const { stdout } = await cli('verify', '--json', '--data', folder);
    const { customers, mismatches } = z
      .object({ customers: z.int(), mismatches: z.int() })
      .parse(JSON.parse(stdout));
    expect(customers).toBeGreaterThan(10);
    expect(mismatches).toBe(0);
  });

  it('refuses a folder with other data in it', async () => {
    await expect(cli('start', '--demo', '--exit', '--data', 'docs')).rejects.toMatchObject({
      code: 2,
    });
  });
});
