import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import { fileOfLines, syncFolder } from '#local/line-file.ts';

/*
 * What the queues hold, as a file of lines that only grows: `{"put":…}` when a message was accepted,
 * `{"drop":id}` when its consumer deleted it, `{"move":id,"queue":…}` when it went to a dead-letter
 * queue. Lines that arrive together share one fsync. When most of the file is about deleted messages
 * it is written anew.
 */

const entry = z.object({ id: z.string(), queue: z.string(), body: z.string() });
export type JournalEntry = z.infer<typeof entry>;

const line = z.union([
  z.object({ put: entry }),
  z.object({ drop: z.string() }),
  z.object({ move: z.string(), queue: z.string() }),
]);

export type Journal = {
  /** Resolves when the entries are on disk. */
  put(entries: readonly JournalEntry[]): Promise<void>;
  /** A lost drop or move only means that the message comes again. */
  drop(id: string): void;
  move(id: string, queue: string): void;
  close(): Promise<void>;
};

/** File bytes under which rewriting is not worth it. */
const SMALL_BYTES = 4 * 1024 * 1024;

/** Accepts everything and keeps nothing: for a cloud in memory. */
export const noJournal: Journal = {
  put: async () => {},
  drop: () => {},
  move: () => {},
  close: async () => {},
};

/**
 * The messages that were accepted but not deleted when the journal was last written, in the order
 * in which they came. A line cut off by a crash was never acknowledged and is left out.
 */
export async function readJournal(path: string): Promise<JournalEntry[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const live = new Map<string, JournalEntry>();
  for (const written of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (written !== '') applyLine(live, line.parse(JSON.parse(written)));
  }
  return [...live.values()];
}

/**
 * Starts a journal at `path`. It begins beside the old one, so that a crash while `refill` puts the
 * old messages back loses none of them; when `refill` is done it takes the old one's place.
 */
export async function openJournal(
  path: string,
  refill: (journal: Journal) => Promise<void>,
): Promise<Journal> {
  const fresh = `${path}.next`;
  await rm(fresh, { force: true });
  const journal = growingFile(path, fresh, await open(fresh, 'a'));
  try {
    await refill(journal);
    await journal.settle();
  } catch (error) {
    await journal.close();
    throw error;
  }
  await rename(fresh, path);
  await syncFolder(path);
  return journal;
}

function growingFile(path: string, fresh: string, opened: FileHandle) {
  const file = fileOfLines(opened);
  const live = new Map<string, JournalEntry>();
  /** Deleted before the line that accepted them was written. */
  const deletedEarly = new Set<string>();
  let liveBytes = 0;

  const rewriteWhenWorthIt = async (bytes: number): Promise<void> => {
    if (bytes < SMALL_BYTES || bytes < 4 * liveBytes) return;
    await file.replace(
      [...live.values()].map((put) => JSON.stringify({ put })),
      async (text) => {
        const next = await open(fresh, 'w');
        await next.appendFile(text);
        await next.datasync();
        await rename(fresh, path);
        await syncFolder(path);
        return next;
      },
    );
  };
  const write = (text: string): Promise<void> => file.append(text, rewriteWhenWorthIt);
  const forget = (id: string): void => {
    const known = live.get(id);
    if (known === undefined) deletedEarly.add(id);
    else liveBytes -= known.body.length;
    live.delete(id);
  };

  return {
    put: async (entries: readonly JournalEntry[]) => {
      const alive = entries.filter(({ id }) => !deletedEarly.delete(id));
      for (const put of alive) {
        live.set(put.id, put);
        liveBytes += put.body.length;
      }
      if (alive.length > 0) await write(alive.map((put) => JSON.stringify({ put })).join('\n'));
    },
    drop: (id: string) => {
      forget(id);
      write(JSON.stringify({ drop: id })).catch(rethrowLater);
    },
    move: (id: string, queue: string) => {
      const known = live.get(id);
      if (known !== undefined) live.set(id, { ...known, queue });
      write(JSON.stringify({ move: id, queue })).catch(rethrowLater);
    },
    settle: file.settle,
    close: file.close,
  };
}

function applyLine(live: Map<string, JournalEntry>, written: z.infer<typeof line>): void {
  if ('put' in written) live.set(written.put.id, written.put);
  else if ('drop' in written) live.delete(written.drop);
  else {
    const moved = live.get(written.move);
    if (moved !== undefined) live.set(moved.id, { ...moved, queue: written.queue });
  }
}

/** A disk that no longer takes lines must stop the process rather than lose messages. */
function rethrowLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
