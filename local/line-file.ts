import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file to which lines are added in groups, each group with one wait for the disk. */
export function fileOfLines(opened: FileHandle) {
  let file = opened;
  let bytes = 0;
  let waiting: string[] = [];
  let ofWaiting: Promise<void> | undefined;
  let last = Promise.resolve();

  const flush = async (afterwards: (bytes: number) => Promise<void>): Promise<void> => {
    const text = waiting.map((added) => `${added}\n`).join('');
    waiting = [];
    ofWaiting = undefined;
    if (text === '') return;
    await file.appendFile(text);
    await file.datasync();
    bytes += Buffer.byteLength(text);
    await afterwards(bytes);
  };
  return {
    /** Resolves when the line is on disk; once a write failed, all later ones fail too. */
    append: (added: string, afterwards: (bytes: number) => Promise<void>): Promise<void> => {
      waiting.push(added);
      if (ofWaiting === undefined) {
        last = last.then(() => flush(afterwards));
        ofWaiting = last;
      }
      return ofWaiting;
    },
    /** Puts a new file in place of this one; its lines must already say what waits to be added. */
    replace: async (lines: string[], make: (text: string) => Promise<FileHandle>) => {
      waiting = [];
      const text = lines.map((kept) => `${kept}\n`).join('');
      const former = file;
      file = await make(text);
      bytes = Buffer.byteLength(text);
      await former.close();
    },
    settle: (): Promise<void> => last,
    close: async (): Promise<void> => {
      await last;
      await file.close();
    },
  };
}

/** A rename is only durable once its folder is. Windows cannot sync folders and needs not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}
