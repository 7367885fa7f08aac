import type { Queue } from '#shared/messaging/ports.ts';
import { type Step, stepping } from './step.ts';

/** A queue that remembers what was sent; `take` removes and answers the oldest. */
export function memoryQueue<Message>(
  step?: Step,
): Queue<Message> & { readonly messages: readonly Message[]; take(count: number): Message[] } {
  const messages: Message[] = [];
  const run = stepping('queue', step);

  return {
    messages,
    take: (count) => messages.splice(0, count),
    send: (sent) =>
      run('send', () => {
        messages.push(...structuredClone(sent));
      }),
  };
}
