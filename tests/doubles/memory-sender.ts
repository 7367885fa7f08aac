import type { Sender } from '#shared/messaging/ports.ts';
import type { Sendable } from '#shared/store/ports.ts';
import { type Step, stepping } from './step.ts';

/** A sender that remembers what it sent. */
export function memorySender(step?: Step): Sender & { readonly sent: readonly Sendable[] } {
  const sent: Sendable[] = [];
  const run = stepping('sender', step);

  return {
    sent,
    send: (message) =>
      run('send', () => {
        sent.push(structuredClone(message));
        return { providerMessageId: `sent-${sent.length}` };
      }),
  };
}
