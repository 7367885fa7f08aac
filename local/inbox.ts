import { type FileHandle, open, readFile } from 'node:fs/promises';
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

async function readMessages(path: string): Promise<InboxMessage[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .slice(-MESSAGES_KEPT)
    .map((line) => inboxMessage.parse(JSON.parse(line)));
}
