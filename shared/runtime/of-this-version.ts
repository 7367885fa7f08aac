import { FORMATS } from '#shared/config/formats.ts';
import type { Incoming } from '#shared/messaging/ports.ts';
import { logNewerMessage } from './log.ts';

/**
 * The messages that this version reads, and the ids of those that a newer one wrote. They come
 * again until a newer version takes them, or end in the dead-letter queue, from which they can be
 * put back: guessing at them could lose what they say.
 */
export function ofThisVersion<Message extends Incoming>(
  messages: readonly Message[],
): { readonly readable: Message[]; readonly newer: string[] } {
  const isReadable = ({ body }: Message): boolean => formatOf(body) <= FORMATS.message.readable;
  const newer = messages.filter((message) => !isReadable(message));
  for (const { messageId, body } of newer) logNewerMessage(messageId, formatOf(body));
  return {
    readable: messages.filter(isReadable),
    newer: newer.map(({ messageId }) => messageId),
  };
}

/** Messages of others than us, and ours of the first format, name none. */
function formatOf(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('format' in body)) return 1;
  return typeof body.format === 'number' ? body.format : 1;
}
