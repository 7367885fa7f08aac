import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDatabase } from '#local/database.ts';
import { claimFolder, type Waiting } from '#local/folder-claim.ts';
import { findRuntime, lives, removeRuntime, writeRuntime } from '#local/runtime-file.ts';

export type AttachedDatabase = {
  /** DynamoDB endpoint; region and credentials are those of `localClientConfig`. */
  readonly endpoint: string;
  /** Whether another process serves the data. */
  readonly shared: boolean;
  stop(): Promise<void>;
};

/**
 * The tables of a data folder: of the instance that runs on it, or else of an embedded database
 * started for this command. Whoever comes while another opens or closes them waits for it. A command
 * that serves the tables waits with its end for those who joined it.
 */
export async function attachOrStart(
  dataDir: string,
  waiting: Waiting = {},
): Promise<AttachedDatabase> {
  const claim = await claimFolder(dataDir, () => joined(dataDir), waiting);
  if ('instead' in claim) return claim.instead;
  try {
    const database = await startDatabase(dataDir);
    await writeRuntime(dataDir, {
      pid: process.pid,
      kind: 'database',
      dynamodb: database.endpoint,
    });
    return {
      endpoint: database.endpoint,
      shared: false,
      stop: async () => {
        await removeRuntime(dataDir);
        await guestsGone(dataDir);
        await database.stop();
        await claim.release();
      },
    };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

/**
 * Signs in with the process that serves the folder. It may have begun to end meanwhile, without
 * waiting for us; then it no longer says that it serves.
 */
async function joined(dataDir: string): Promise<AttachedDatabase | undefined> {
  if ((await findRuntime(dataDir)) === undefined) return undefined;
  const leave = await signIn(dataDir);
  const running = await findRuntime(dataDir);
  if (running !== undefined) return { endpoint: running.dynamodb, shared: true, stop: leave };
  await leave();
  return undefined;
}

const guestFolder = (dataDir: string): string => join(dataDir, 'guests');

async function signIn(dataDir: string): Promise<() => Promise<void>> {
  const file = join(guestFolder(dataDir), String(process.pid));
  await mkdir(guestFolder(dataDir), { recursive: true });
  await writeFile(file, '');
  return () => rm(file, { force: true });
}

const LOOK_MS = 50;

async function guestsGone(dataDir: string): Promise<void> {
  for (;;) {
    const pids = (await readdir(guestFolder(dataDir)).catch(() => [])).map(Number);
    if (!pids.some((pid) => pid !== process.pid && lives(pid))) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
