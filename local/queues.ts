import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { type Journal, noJournal, openJournal, readJournal } from '#local/journal.ts';
import { ACCOUNT, LOOPBACK, loopbackUrl, portOf, REGION } from '#local/loopback.ts';
import { CALL, inCalls } from '#local/queue-calls.ts';
import { journalQueues } from '#local/queue-journalling.ts';
import { type CatchPublish, catchPublishes } from '#local/topic-front.ts';

export type QueueDefinition = {
  readonly name: string;
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
};

const received = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  MD5OfBody: z.string(),
  Body: z.string(),
  Attributes: z.object({
    ApproximateReceiveCount: z.coerce.number(),
    SentTimestamp: z.string(),
    ApproximateFirstReceiveTimestamp: z.string(),
    SenderId: z.string(),
  }),
});
export type ReceivedMessage = z.infer<typeof received>;

const queueCounts = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

export type QueueEngine = {
  readonly endpoint: string;
  url(queue: string): string;
  topicArn(topic: string): string;
  /** Resolves when the messages are durable. */
  send(queue: string, bodies: readonly string[]): Promise<void>;
  /** At most `limit` messages; they stay hidden until deleted or their time is over. */
  receive(queue: string, limit: number): Promise<ReceivedMessage[]>;
  delete(queue: string, receiptHandles: readonly string[]): Promise<void>;
  /** Shows the message again after `seconds`. */
  postpone(queue: string, message: ReceivedMessage, seconds: number): Promise<void>;
  /** Notes that the engine will move the message to the dead-letter queue when it is next asked. */
  givenUp(queue: string, message: ReceivedMessage): void;
  /** Messages of each queue: waiting, delayed or being worked on. */
  counts(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
};

export const deadLetterQueueOf = (queue: string): string => `${queue}-dead-letters`;
export const queueArn = (queue: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`;

/**
 * SQS and SNS on the loopback interface, each queue with its dead-letter queue. With a
 * `journalPath` the messages of an earlier run that nobody deleted are there again.
 */
export async function startQueues(options: {
  readonly port: number;
  readonly queues: readonly QueueDefinition[];
  readonly topics: readonly string[];
  readonly journalPath: string | undefined;
  readonly onArrival: (queue: string) => void;
  readonly onPublish: CatchPublish;
}): Promise<QueueEngine> {
  const app = buildApp({ logger: false, defaultRegion: REGION });
  const current: { journal: Journal } = { journal: noJournal };
  journalQueues(
    app,
    {
      put: (entries) => current.journal.put(entries),
      drop: (id) => current.journal.drop(id),
      move: (id, queue) => current.journal.move(id, queue),
      close: () => current.journal.close(),
    },
    options.onArrival,
  );
  catchPublishes(app, options.onPublish);
  await app.listen({ port: options.port, host: LOOPBACK });
  const endpoint = loopbackUrl(portOf(app.server));

  const url = (queue: string): string => `${endpoint}/${ACCOUNT}/${queue}`;
  const call = async (action: string, body: object): Promise<unknown> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
      },
      payload: JSON.stringify(body),
    });
    if (answer.statusCode !== 200) throw new Error(`${action} was refused: ${answer.body}`);
    return answer.json();
  };
  const send = async (queue: string, bodies: readonly string[]): Promise<void> => {
    for (const group of inCalls(bodies)) {
      const Entries = group.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      const answer = z
        .object({ Failed: z.array(z.unknown()) })
        .parse(await call('SendMessageBatch', { QueueUrl: url(queue), Entries }));
      if (answer.Failed.length > 0) {
        throw new Error(`queue ${queue} refused ${JSON.stringify(answer.Failed)}`);
      }
    }
  };

  for (const queue of options.queues) await createQueue(call, queue);
  for (const topic of options.topics) {
    const payload = new URLSearchParams({ Action: 'CreateTopic', Name: topic }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await app.inject({ method: 'POST', url: '/', headers, payload });
  }
  if (options.journalPath !== undefined) {
    current.journal = await refilled(options.journalPath, current, send);
  }

  return {
    endpoint,
    url,
    topicArn: (topic) => `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`,
    send,
    receive: async (queue, limit) => {
      const found: ReceivedMessage[] = [];
      while (found.length < limit) {
        const MaxNumberOfMessages = Math.min(limit - found.length, CALL.messages);
        const answer = await call('ReceiveMessage', {
          QueueUrl: url(queue),
          MaxNumberOfMessages,
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ['All'],
        });
        const { Messages } = z.object({ Messages: z.array(received).default([]) }).parse(answer);
        found.push(...Messages);
        if (Messages.length < MaxNumberOfMessages) break;
      }
      return found;
    },
    delete: async (queue, receiptHandles) => {
      for (const group of inCalls(receiptHandles)) {
        const Entries = group.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
        await call('DeleteMessageBatch', { QueueUrl: url(queue), Entries });
      }
    },
    postpone: async (queue, { ReceiptHandle }, VisibilityTimeout) => {
      await call('ChangeMessageVisibility', {
        QueueUrl: url(queue),
        ReceiptHandle,
        VisibilityTimeout,
      });
    },
    givenUp: (queue, { MessageId }) => current.journal.move(MessageId, deadLetterQueueOf(queue)),
    counts: async () => {
      const answer = await app.inject({ method: 'GET', url: '/_fauxqs/queues' });
      return new Map(
        queueCounts
          .parse(answer.json())
          .map((queue) => [
            queue.name,
            queue.approximateMessageCount +
              queue.approximateInflightCount +
              queue.approximateDelayedCount,
          ]),
      );
    },
    stop: async () => {
      await app.close();
      await current.journal.close();
    },
  };
}

type Call = (action: string, body: object) => Promise<unknown>;

async function createQueue(call: Call, queue: QueueDefinition): Promise<void> {
  const deadLetters = deadLetterQueueOf(queue.name);
  await call('CreateQueue', { QueueName: deadLetters });
  await call('CreateQueue', {
    QueueName: queue.name,
    Attributes: {
      VisibilityTimeout: String(queue.visibilitySeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(deadLetters),
        maxReceiveCount: queue.maxReceives,
      }),
    },
  });
}

async function refilled(
  path: string,
  current: { journal: Journal },
  send: (queue: string, bodies: readonly string[]) => Promise<void>,
): Promise<Journal> {
  const left = await readJournal(path);
  return openJournal(path, async (journal) => {
    current.journal = journal;
    for (const [queue, entries] of Map.groupBy(left, (entry) => entry.queue)) {
      await send(
        queue,
        entries.map((entry) => entry.body),
      );
    }
  });
}
