import type { Channel } from '#shared/contracts/primitives.ts';
import type { Sender } from '../ports.ts';

/** One sender that hands every message to that of its channel. */
export const sendersByChannel = (senders: Readonly<Record<Channel, Sender>>): Sender => ({
  send: (message) => senders[message.channel].send(message),
});
