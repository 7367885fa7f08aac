import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type Pause, untilAccepted } from '#shared/runtime/until-accepted.ts';
import { inBatches } from './batches.ts';
import type { Queue } from './ports.ts';

/** What one SendMessageBatch takes at most. */
const LIMITS = { items: 10, bytes: 256 * 1024 };

/** A queue in SQS that carries messages as JSON. What it refuses is offered again, and only that. */
export function sqsQueue<Message>(client: SQSClient, url: string, pause?: Pause): Queue<Message> {
  const attempt = async (
    entries: readonly SendMessageBatchRequestEntry[],
  ): Promise<SendMessageBatchRequestEntry[]> => {
    const command = new SendMessageBatchCommand({ QueueUrl: url, Entries: [...entries] });
    const accepted = new Set((await client.send(command)).Successful?.map(({ Id }) => Id));
    return entries.filter(({ Id }) => !accepted.has(Id));
  };

  return {
    send: async (messages) => {
      const entries = messages.map((message, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
      }));
      let refused = 0;
      for (const batch of inBatches(entries, bodyBytes, LIMITS)) {
        refused += (await untilAccepted(batch, attempt, pause)).length;
      }
      if (refused > 0) {
        throw new Error(`queue ${url} refused ${refused} of ${messages.length} messages`);
      }
    },
  };
}

const bodyBytes = ({ MessageBody = '' }: SendMessageBatchRequestEntry): number =>
  Buffer.byteLength(MessageBody);
