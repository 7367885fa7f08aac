import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LastRuns } from '#local/live-schedules.ts';

const lastRuns = z.record(z.string(), z.number());

/** When each schedule of the data folder last ran; empty in memory and before the first run. */
export async function readLastRuns(dataDir: string | 'memory'): Promise<LastRuns> {
  if (dataDir === 'memory') return {};
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => '{}');
  return lastRuns.parse(JSON.parse(text));
}

export async function writeLastRuns(dataDir: string | 'memory', runs: LastRuns): Promise<void> {
  if (dataDir !== 'memory') await writeFile(pathOf(dataDir), `${JSON.stringify(runs)}\n`);
}

const pathOf = (dataDir: string): string => join(dataDir, 'schedules.json');
