import type { Random } from './random.ts';

/** A queue that delivers at least once, in any order: what real queues promise, and no more. */
export type Mailbox<Message> = {
  put(message: Message): void;
  /** Up to `most` messages, now in flight. */
  take(most: number): { readonly id: number; readonly message: Message }[];
  /** Done with it; now and then it is delivered again all the same. */
  acknowledge(id: number): void;
  giveBack(id: number): void;
  readonly size: () => number;
};

export function mailboxOf<Message>(
  random: Random,
  repeatProbability: () => number,
): Mailbox<Message> {
  const waiting: { id: number; message: Message }[] = [];
  const inFlight = new Map<number, Message>();
  let lastId = 0;
  const put = (message: Message): void => {
    lastId += 1;
    waiting.push({ id: lastId, message });
  };
  const finish = (id: number): Message | undefined => {
    const message = inFlight.get(id);
    inFlight.delete(id);
    return message;
  };
  return {
    put,
    take: (most) => {
      const taken: { id: number; message: Message }[] = [];
      while (taken.length < most && waiting.length > 0) {
        const [next] = waiting.splice(random.below(waiting.length), 1);
        if (next === undefined) break;
        inFlight.set(next.id, next.message);
        taken.push(next);
      }
      return taken;
    },
    acknowledge: (id) => {
      const message = finish(id);
      if (message !== undefined && random.chance(repeatProbability())) put(message);
    },
    giveBack: (id) => {
      const message = finish(id);
      if (message !== undefined) waiting.push({ id, message });
    },
    size: () => waiting.length + inFlight.size,
  };
}
