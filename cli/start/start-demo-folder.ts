import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, EXIT, wrongUse } from '#cli/cli-error.ts';
import { refuseWhenTaken } from '#local/runtime-file.ts';

/** What marks a folder as the demo's own, to be emptied at the next start. */
const MARK = 'demo.json';

/**
 * Makes the folder ready for a new demo; an earlier demo in it is removed.
 * @throws CliError when it holds anything else, or when the earlier demo still runs.
 */
export async function emptyDemoFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const isDemo = existsSync(join(dataDir, MARK));
  if (!isDemo && (await readdir(dataDir)).length > 0) {
    throw wrongUse(
      `${dataDir} holds something that is not the demo`,
      'Name an empty folder with --data DIR; the demo would overwrite this one.',
    );
  }
  await refuseWhenTaken(dataDir).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      message,
      'End the other one, or name another --data DIR.',
      EXIT.couldNotRun,
      {
        cause,
      },
    );
  });
  for (const name of await readdir(dataDir)) {
    if (name !== MARK) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  await writeFile(join(dataDir, MARK), '{"demo":true}\n');
}
