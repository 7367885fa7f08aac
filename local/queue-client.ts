import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { CALL, inCalls } from '#local/queue-calls.ts';

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

const sentBatch = z.object({ Failed: z.array(z.unknown()) });
const receivedBatch = z.object({ Messages: z.array(received).default([]) });

/**
 * The calls of SQS that the local cloud itself makes, put to the engine without a network between.
 * @param url of a queue, by its name
 */
export function queueClient(engine: FastifyInstance, url: (queue: string) => string) {
  const call = async (action: string, body: object): Promise<unknown> => {
    const answer = await engine.inject({
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

  return {
    call,
    send: async (queue: string, bodies: readonly string[]): Promise<void> => {
      for (const group of inCalls(bodies)) {
        const Entries = group.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
        const answer = await call('SendMessageBatch', { QueueUrl: url(queue), Entries });
        const { Failed } = sentBatch.parse(answer);
        if (Failed.length > 0) throw new Error(`queue ${queue} refused ${JSON.stringify(Failed)}`);
      }
    },
    receive: async (queue: string, limit: number): Promise<ReceivedMessage[]> => {
      const found: ReceivedMessage[] = [];
      while (found.length < limit) {
        const MaxNumberOfMessages = Math.min(limit - found.length, CALL.messages);
        const answer = await call('ReceiveMessage', {
          QueueUrl: url(queue),
          MaxNumberOfMessages,
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ['All'],
        });
        const { Messages } = receivedBatch.parse(answer);
        found.push(...Messages);
        if (Messages.length < MaxNumberOfMessages) break;
      }
      return found;
    },
    delete: async (queue: string, receiptHandles: readonly string[]): Promise<void> => {
      for (const group of inCalls(receiptHandles)) {
        const Entries = group.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
        await call('DeleteMessageBatch', { QueueUrl: url(queue), Entries });
      }
    },
    postpone: async (
      queue: string,
      { ReceiptHandle }: ReceivedMessage,
      VisibilityTimeout: number,
    ): Promise<void> => {
      const hidden = { QueueUrl: url(queue), ReceiptHandle, VisibilityTimeout };
      await call('ChangeMessageVisibility', hidden);
    },
    counts: async (): Promise<ReadonlyMap<string, number>> => {
      const answer = await engine.inject({ method: 'GET', url: '/_fauxqs/queues' });
      return new Map(queueCounts.parse(answer.json()).map((each) => [each.name, countOf(each)]));
    },
  };
}

const countOf = (queue: z.infer<typeof queueCounts>[number]): number =>
  queue.approximateMessageCount + queue.approximateInflightCount + queue.approximateDelayedCount;
