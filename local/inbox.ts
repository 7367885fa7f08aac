import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import * as z from 'zod';

/** What would have left the machine, or gone to a topic, is kept here instead. */
export const inboxMessage = z.object({
  /** Counts from 1 in order of arrival. */
  seq: z.int(),
  /** By the clock of the local cloud, which may run fast. */
  atMs: z.number(),
  channel: z.enum(['sms', 'push', 'email', 'topic']),
  /** Phone number, push endpoint, e-mail address or topic name. */
  to: z.string(),
  messageId: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type InboxMessage = z.infer<typeof inboxMessage>;

export type Inbox = {
  add(message: Omit<InboxMessage, 'seq' | 'atMs'>): Promise<void>;
  /** Messages after `seq`, oldest first; only the newest `MESSAGES_KEPT` are at hand. */
  since(seq: number): readonly InboxMessage[];
  close(): Promise<void>;
};

export const MESSAGES_KEPT = 5_000;

/** @param path file of one message a line; undefined keeps nothing beyond the process. */
export async function openInbox(path: string | undefined, nowMs: () => number): Promise<Inbox> {
  const messages = path === undefined ? [] : await readMessages(path);
  const file: FileHandle | undefined = path === undefined ? undefined : await open(path, 'a');
  let seq = messages.at(-1)?.seq ?? 0;
  return {
    add: async (content) => {
      seq += 1;
      const message: InboxMessage = { seq, atMs: nowMs(), ...content };
      messages.push(message);
      if (messages.length > MESSAGES_KEPT) messages.shift();
      await file?.appendFile(`${JSON.stringify(message)}\n`);
    },
    since: (after) => messages.filter((message) => message.seq > after),
    close: async () => {
      await file?.close();
    },
  };
}

/** A line that a crash cut off is cut away, so that the next message does not go on in it. */
async function readMessages(path: string): Promise<InboxMessage[]> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const wholeBytes = content.lastIndexOf('\n') + 1;
  if (wholeBytes < content.length) await truncate(path, wholeBytes);
  return content
    .toString('utf8', 0, wholeBytes)
    .split('\n')
    .filter((line) => line !== '')
    .slice(-MESSAGES_KEPT)
    .map((line) => inboxMessage.parse(JSON.parse(line)));
}
