import type { FastifyInstance } from 'fastify';
import { buildApp } from 'fauxqs';
import { type Journal, noJournal, openJournal, readJournal } from '#local/journal.ts';
import { ACCOUNT, LOOPBACK, loopbackUrl, portOf, REGION } from '#local/loopback.ts';
import { queueClient, type ReceivedMessage } from '#local/queue-client.ts';
import { journalQueues } from '#local/queue-journalling.ts';
import { type CatchPublish, catchPublishes } from '#local/topic-front.ts';

export type QueueDefinition = {
  readonly name: string;
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
};

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
  const { call, ...client } = queueClient(app, url);

  for (const queue of options.queues) await createQueue(call, queue);
  for (const topic of options.topics) await createTopic(app, topic);
  if (options.journalPath !== undefined) {
    current.journal = await refilled(options.journalPath, current, client.send);
  }

  return {
    endpoint,
    url,
    topicArn: (topic) => `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`,
    ...client,
    givenUp: (queue, { MessageId }) => current.journal.move(MessageId, deadLetterQueueOf(queue)),
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

async function createTopic(engine: FastifyInstance, topic: string): Promise<void> {
  const payload = new URLSearchParams({ Action: 'CreateTopic', Name: topic }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await engine.inject({ method: 'POST', url: '/', headers, payload });
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
