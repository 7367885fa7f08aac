import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { LastRuns } from '#local/live-schedules.ts';

const lastRuns = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.record(z.string(), z.number()));

/**
 * When each schedule of the data folder last ran; empty in memory, before the first run, and when
 * the file is damaged: then a run that was missed is not made good, which is no reason not to start.
 */
export async function readLastRuns(dataDir: string | 'memory'): Promise<LastRuns> {
  if (dataDir === 'memory') return {};
  try {
    return lastRuns.parse(await readFile(pathOf(dataDir), 'utf8'));
  } catch {
    return {};
  }
}

/** Writes the file whole or not at all. */
export async function writeLastRuns(dataDir: string | 'memory', runs: LastRuns): Promise<void> {
  if (dataDir === 'memory') return;
  const fresh = `${pathOf(dataDir)}.${randomUUID()}`;
  await writeFile(fresh, `${JSON.stringify(runs)}\n`);
  await rename(fresh, pathOf(dataDir));
}

const pathOf = (dataDir: string): string => join(dataDir, 'schedules.json');
