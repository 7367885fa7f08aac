import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stableShare } from '#shared/domain/stable-hash.ts';

/** Texts sorted into partitions by key, so that all of one key meet again whatever their number. */
export type Spill = {
  readonly partitions: number;
  /** Resolves when it is safe to add more. `text` must not contain a line feed. */
  add(key: string, text: string): Promise<void>;
  /** The texts of one partition in the order they were added. */
  read(partition: number): Promise<string[]>;
  /** Removes what is on disk. */
  close(): Promise<void>;
};

/** Characters a partition holds in memory before they go to disk: 16 MB in all at most. */
const HELD_PER_PARTITION = 64 * 1024;

type Held = { texts: string[]; length: number };

/** Small files never touch the disk: `folder` is made when the first partition overflows. */
export function spillTo(folder: string, partitions: number): Spill {
  const held = Array.from({ length: partitions }, (): Held => ({ texts: [], length: 0 }));
  const onDisk = new Set<number>();
  const fileOf = (partition: number): string => join(folder, `${partition}.ndjson`);

  const flush = async (partition: number): Promise<void> => {
    const buffer = held[partition];
    if (buffer === undefined) return;
    const text = `${buffer.texts.join('\n')}\n`;
    buffer.texts = [];
    buffer.length = 0;
    if (onDisk.size === 0) await mkdir(folder, { recursive: true });
    onDisk.add(partition);
    await appendFile(fileOf(partition), text);
  };

  return {
    partitions,
    add: async (key, text) => {
      const partition = Math.floor(stableShare(key) * partitions);
      const buffer = held[partition];
      if (buffer === undefined) throw new RangeError(`no partition ${partition}`);
      buffer.texts.push(text);
      buffer.length += text.length;
      if (buffer.length > HELD_PER_PARTITION) await flush(partition);
    },
    read: async (partition) => {
      const inMemory = held[partition]?.texts ?? [];
      if (!onDisk.has(partition)) return [...inMemory];
      const text = await readFile(fileOf(partition), 'utf8');
      return [...text.split('\n').slice(0, -1), ...inMemory];
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
