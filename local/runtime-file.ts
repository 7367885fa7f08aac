import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** Who runs on a data folder, so that a second process finds it instead of fighting over the files. */
const runtime = z.object({
  pid: z.int(),
  /** Only `cloud` runs functions; `database` serves the tables to a command. */
  kind: z.enum(['cloud', 'database']),
  dynamodb: z.url(),
  http: z.url().optional(),
  inbox: z.url().optional(),
  sqs: z.url().optional(),
});
export type Runtime = z.infer<typeof runtime>;

const pathOf = (dataDir: string): string => join(dataDir, 'runtime.json');

/** Undefined when nobody runs there; what a killed process left behind does not count. */
export async function findRuntime(dataDir: string): Promise<Runtime | undefined> {
  const found = await readRuntime(dataDir);
  return found !== undefined && (await answers(found.dynamodb)) ? found : undefined;
}

/**
 * Who says to run there and is alive, without waiting for an answer: for those who have just opened
 * the folder, and who would take a busy machine for an empty one.
 */
export async function readRuntime(dataDir: string): Promise<Runtime | undefined> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const found = runtime.safeParse(parsed(text)).data;
  return found !== undefined && lives(found.pid) ? found : undefined;
}

export async function writeRuntime(dataDir: string, entry: Runtime): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const fresh = `${pathOf(dataDir)}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(entry, undefined, 2)}\n`);
  await rename(fresh, pathOf(dataDir));
}

export const removeRuntime = (dataDir: string): Promise<void> =>
  rm(pathOf(dataDir), { force: true });

/** @throws Error that says who has the folder. */
export async function refuseWhenTaken(dataDir: string): Promise<void> {
  const found = await findRuntime(dataDir);
  if (found !== undefined) {
    throw new Error(`${dataDir} is in use by process ${found.pid}; stop it or name another folder`);
  }
}

/** Whether a process of that id exists, ours or another person's. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const ANSWER_MS = 1_000;

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    async (answer) => (await answer.text()).startsWith('healthy: dynamodb'),
    () => false,
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
