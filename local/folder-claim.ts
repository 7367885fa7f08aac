import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lives } from '#local/runtime-file.ts';

/** Gives the folder back. */
export type Release = () => Promise<void>;

export type Waiting = {
  /** Told once, when it takes a while, which process has the folder. */
  readonly onWait?: (holder: number) => void;
};

const LOOK_MS = 50;
const SAY_AFTER_MS = 500;
/** Whoever opens or closes a folder needs a second or two; a dead holder's number may be given anew. */
const PATIENCE_MS = 15_000;

/** Folders that this process has claimed: its own number in a claim may be that of an earlier life. */
const claimed = new Set<string>();

/**
 * Makes this process the one that may open the tables of the folder, from before they are opened
 * until they are closed. While another is opening or closing them, `instead` is asked again and
 * again; what it gives ends the waiting. Only a courtesy: the database itself refuses to be opened
 * twice, so after some seconds a claim that nobody acts upon is taken over.
 */
export async function claimFolder<Instead>(
  dataDir: string,
  instead: () => Promise<Instead | undefined>,
  { onWait }: Waiting = {},
): Promise<{ readonly release: Release } | { readonly instead: Instead }> {
  await mkdir(dataDir, { recursive: true });
  const startedMs = performance.now();
  let isSaid = false;
  for (;;) {
    const found = await instead();
    if (found !== undefined) return { instead: found };
    const waitedMs = performance.now() - startedMs;
    const holder = await tryClaim(dataDir, waitedMs > PATIENCE_MS);
    if (holder === undefined) return { release: () => release(dataDir) };
    if (waitedMs > SAY_AFTER_MS && !isSaid) onWait?.(holder);
    isSaid ||= waitedMs > SAY_AFTER_MS;
    await sleep(LOOK_MS);
  }
}

const pathOf = (dataDir: string): string => join(resolve(dataDir), 'claim');

/** Undefined when the folder is ours now, else the process that has it. */
async function tryClaim(dataDir: string, isImpatient: boolean): Promise<number | undefined> {
  const path = pathOf(dataDir);
  if (claimed.has(path)) return process.pid;
  const own = `${path}.${process.pid}`;
  await writeFile(own, String(process.pid));
  try {
    /* A link is made whole or not at all, and never over another. */
    await link(own, path);
    claimed.add(path);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const holder = Number(await readFile(path, 'utf8').catch(() => Number.NaN));
    if (!isImpatient && holder !== process.pid && lives(holder)) return holder;
    await rename(path, `${own}.old`).catch(() => {});
    await rm(`${own}.old`, { force: true });
    return holder;
  } finally {
    await rm(own, { force: true });
  }
}

async function release(dataDir: string): Promise<void> {
  const path = pathOf(dataDir);
  if (!claimed.delete(path)) return;
  await rm(path, { force: true });
}
