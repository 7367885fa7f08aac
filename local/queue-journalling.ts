import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Journal, JournalEntry } from '#local/journal.ts';

/*
 * Makes the queue engine's answers durable: a send is answered only once its messages are in the
 * journal, and a deleted message leaves it. Message attributes are not kept; we send none.
 */

const sent = z.object({ QueueUrl: z.string(), MessageBody: z.string() });
const sentBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })),
});
const sentAnswer = z.object({ MessageId: z.string() });
const sentBatchAnswer = z.object({
  Successful: z.array(z.object({ Id: z.string(), MessageId: z.string() })),
});
const receivedAnswer = z.object({
  Messages: z.array(z.object({ MessageId: z.string(), ReceiptHandle: z.string() })).optional(),
});
const deleted = z.object({ ReceiptHandle: z.string() });
const deletedBatch = z.object({ Entries: z.array(z.object({ ReceiptHandle: z.string() })) });

/** Name of the queue at the end of its URL. */
export const queueNameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/** Calls `onArrival` with the queue's name after its messages were accepted. */
export function journalQueues(
  engine: FastifyInstance,
  journal: Journal,
  onArrival: (queue: string) => void,
): void {
  const idByHandle = new Map<string, string>();
  const drop = (handle: string): void => {
    const id = idByHandle.get(handle);
    if (id !== undefined) journal.drop(id);
    idByHandle.delete(handle);
  };
  engine.addHook('onSend', async (request, reply, payload) => {
    const action = actionOf(request);
    if (action === undefined || failed(reply) || typeof payload !== 'string') return payload;
    const answer: unknown = JSON.parse(payload);
    if (action === 'SendMessage' || action === 'SendMessageBatch') {
      const entries =
        action === 'SendMessage' ? single(request.body, answer) : batch(request.body, answer);
      await journal.put(entries);
      for (const queue of new Set(entries.map((entry) => entry.queue))) onArrival(queue);
    } else if (action === 'ReceiveMessage') {
      for (const message of receivedAnswer.parse(answer).Messages ?? []) {
        idByHandle.set(message.ReceiptHandle, message.MessageId);
      }
    } else if (action === 'DeleteMessage') {
      drop(deleted.parse(request.body).ReceiptHandle);
    } else if (action === 'DeleteMessageBatch') {
      for (const entry of deletedBatch.parse(request.body).Entries) drop(entry.ReceiptHandle);
    }
    return payload;
  });
}

const TARGET = 'AmazonSQS.';

function actionOf(request: FastifyRequest): string | undefined {
  const target = request.headers['x-amz-target'];
  return typeof target === 'string' && target.startsWith(TARGET)
    ? target.slice(TARGET.length)
    : undefined;
}

const failed = (reply: FastifyReply): boolean => reply.statusCode >= 300;

function single(body: unknown, answer: unknown): JournalEntry[] {
  const { QueueUrl, MessageBody } = sent.parse(body);
  const { MessageId } = sentAnswer.parse(answer);
  return [{ id: MessageId, queue: queueNameOf(QueueUrl), body: MessageBody }];
}

function batch(body: unknown, answer: unknown): JournalEntry[] {
  const { QueueUrl, Entries } = sentBatch.parse(body);
  const bodies = new Map(Entries.map((entry) => [entry.Id, entry.MessageBody]));
  return sentBatchAnswer.parse(answer).Successful.flatMap(({ Id, MessageId }) => {
    const accepted = bodies.get(Id);
    return accepted === undefined
      ? []
      : [{ id: MessageId, queue: queueNameOf(QueueUrl), body: accepted }];
  });
}
