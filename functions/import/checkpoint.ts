import * as z from 'zod';
import type { DocumentStore } from '#shared/store/ports.ts';
import { outcome } from './import-report.ts';

const stored = z.object({
  done: z.array(
    z.object({
      partition: z.int(),
      outcome,
      customers: z.int(),
      faults: z.array(z.object({ line: z.int(), reason: z.string() })),
    }),
  ),
});
export type PartitionDone = z.infer<typeof stored>['done'][number];

export type Checkpoint = {
  done(partition: number): PartitionDone | undefined;
  /** Resolves when it is on disk that this partition needs no second look. */
  settle(partition: PartitionDone): Promise<void>;
  /** The whole file is settled; importing it again looks at every row again. */
  clear(): Promise<void>;
};

const KIND = 'import-checkpoint';

/** Progress of one file under one mapping, so that a killed import goes on where it was. */
export async function openCheckpoint(documents: DocumentStore, key: string): Promise<Checkpoint> {
  const found = stored.safeParse(await documents.get(KIND, key));
  const done = new Map((found.data?.done ?? []).map((part) => [part.partition, part]));
  let written: Promise<void> = Promise.resolve();
  return {
    done: (partition) => done.get(partition),
    settle: (partition) => {
      done.set(partition.partition, partition);
      written = written.then(() => documents.put(KIND, key, { done: [...done.values()] }));
      return written;
    },
    clear: () => documents.remove(KIND, key),
  };
}

/** Nothing is remembered: for a dry run. */
export const noCheckpoint: Checkpoint = {
  done: () => undefined,
  settle: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};
