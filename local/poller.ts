import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { REGION } from '#local/loopback.ts';
import type { ReceivedMessage } from '#local/queue-client.ts';
import { type QueueEngine, queueArn } from '#local/queues.ts';

/** What went wrong in a function, for those who watch the local cloud. */
export type Failure = {
  readonly functionName: string;
  readonly error: unknown;
  /** Messages that will never be tried again: they are in the dead-letter queue now. */
  readonly givenUp: number;
};

export type Poller = {
  readonly queue: string;
  /**
   * Hands one batch to the function; what fails comes again after `retrySeconds`. Resolves to the
   * number of messages taken; 0 = nothing to do.
   */
  pollOnce(retrySeconds: number): Promise<number>;
};

export type PollerOptions = {
  readonly engine: Pick<QueueEngine, 'receive' | 'delete' | 'postpone' | 'givenUp'>;
  readonly queue: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly maxReceives: number;
  readonly invoke: (messages: readonly ReceivedMessage[]) => Promise<ReadonlySet<string>>;
  readonly onFailure: (failure: Failure) => void;
};

/**
 * What Lambda's event source mapping does: a batch goes to the function; messages that it does not
 * name as failed are deleted, the others come again until they have come `maxReceives` times.
 */
export function createPoller(options: PollerOptions): Poller {
  const { engine, queue, functionName, maxReceives } = options;
  const outcome = async (messages: readonly ReceivedMessage[]) => {
    try {
      return { failed: await options.invoke(messages), error: undefined };
    } catch (error) {
      return { failed: new Set(messages.map((message) => message.MessageId)), error };
    }
  };
  return {
    queue,
    pollOnce: async (retrySeconds) => {
      const messages = await engine.receive(queue, options.batchSize);
      if (messages.length === 0) return 0;
      const { failed, error } = await outcome(messages);
      const [again, done] = split(messages, (message) => failed.has(message.MessageId));
      await engine.delete(
        queue,
        done.map((message) => message.ReceiptHandle),
      );
      const givenUp = again.filter(
        (message) => message.Attributes.ApproximateReceiveCount >= maxReceives,
      );
      for (const message of givenUp) engine.givenUp(queue, message);
      for (const message of again) {
        const seconds = givenUp.includes(message) ? 0 : retrySeconds;
        await engine.postpone(queue, message, seconds);
      }
      if (again.length > 0) options.onFailure({ functionName, error, givenUp: givenUp.length });
      return messages.length;
    },
  };
}

/** The event Lambda makes of a batch. */
export const toSqsEvent = (queue: string, messages: readonly ReceivedMessage[]) => ({
  Records: messages.map(
    (message): SQSRecord => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: {
        ...message.Attributes,
        ApproximateReceiveCount: String(message.Attributes.ApproximateReceiveCount),
      },
      messageAttributes: {},
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn(queue),
      awsRegion: REGION,
    }),
  ),
});

const partialFailure = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
});

/**
 * Ids that a function names as failed. As Lambda does, an answer without a list means that all went
 * well, and one that names an unknown id that all failed.
 */
export function failedMessages(
  answer: unknown,
  messages: readonly ReceivedMessage[],
): ReadonlySet<string> {
  const known = new Set(messages.map((message) => message.MessageId));
  const named = new Set(
    partialFailure.safeParse(answer).data?.batchItemFailures.map((item) => item.itemIdentifier),
  );
  return [...named].every((id) => known.has(id)) ? named : known;
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  const { first = [], second = [] } = Object.groupBy(items, (item) =>
    isFirst(item) ? 'first' : 'second',
  );
  return [first, second];
}
