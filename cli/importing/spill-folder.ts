import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lives } from '#local/runtime-file.ts';

const NAME = /^import-(\d+)$/;

/** Where this process sorts a large file; it removes the folder at its end. */
export const spillFolder = (dataDir: string): string => join(dataDir, `import-${process.pid}`);

/** Removes what killed imports have left. */
export async function removeLeftSpills(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  for (const name of names) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !lives(Number(pid))) {
      await rm(join(dataDir, name), { recursive: true, force: true });
    }
  }
}
