import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const FOLDER = resolve(import.meta.dirname, '../peers');
const WINDOWS = process.platform === 'win32';
const PYTHONS = WINDOWS ? ['py', 'python'] : ['python3', 'python'];
const MOST_MS = { install: 10 * 60_000, run: 30 * 60_000 } as const;

const peerReport = z.object({
  versions: z.record(z.string(), z.string()),
  results: z.array(
    z.object({
      protocol: z.string(),
      part: z.string(),
      method: z.string(),
      fitSeconds: z.number(),
      figures: z.record(z.string(), z.number()),
    }),
  ),
});
export type PeerReport = z.infer<typeof peerReport>;

const execute = promisify(execFile);

/**
 * Runs other people's models on the same files in a throw-away environment of Python.
 * Undefined, and one sentence said, when there is no Python 3 or its packages cannot be installed.
 */
export async function runPeers(
  dataFolder: string,
  say: (text: string) => void,
): Promise<PeerReport | undefined> {
  const python = await findPython();
  if (python === undefined) {
    say('peers: left out, there is no Python 3 here');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'beforehand-peers-'));
  try {
    say('peers: installing lifetimes, xgboost and scikit-learn into a throw-away environment');
    const own = join(folder, WINDOWS ? 'Scripts' : 'bin', 'python');
    await execute(python, ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r'];
    await execute(own, [...install, join(FOLDER, 'requirements.txt')], {
      timeout: MOST_MS.install,
    });
    say('peers: fitting, about a minute');
    const { stdout } = await execute(own, [join(FOLDER, 'peers.py'), dataFolder], {
      timeout: MOST_MS.run,
      maxBuffer: 64 * 1024 * 1024,
    });
    return peerReport.parse(JSON.parse(stdout));
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    say(`peers: left out, Python's packages cannot be installed or run (${line.slice(0, 200)})`);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPython(): Promise<string | undefined> {
  for (const name of PYTHONS) {
    const found = await execute(name, ['--version']).catch(() => undefined);
    if (found !== undefined && /^Python 3\./.test(found.stdout)) return name;
  }
  return undefined;
}
