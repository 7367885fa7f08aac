import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { DeadLetterQueue } from '#cli/operations/place.ts';
import { payloadOf } from '#cli/operations/rerun.ts';
import { jsonOf } from '#shared/contracts/json.ts';
import { parseEventText } from '#shared/contracts/parse-event.ts';
import { maskText, redact } from '#shared/contracts/redact.ts';
import type { Entry } from './entry.ts';

/** A message in a dead-letter queue, taken for a while. */
export type Letter = Entry & {
  /** As it lies there, personal data included: never shown. */
  readonly body: string;
  readonly receipt: string;
  readonly messageId: string;
};

/** How long others do not see what was taken; a command that dies gives everything back by then. */
const HIDDEN_SECONDS = 120;
const BATCH = 10;

/** Messages in the queue, about. */
export async function countLetters(client: SQSClient, { url }: DeadLetterQueue): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}

/** Takes messages, ten at most at a time, until none is left that nobody has taken. */
export async function* takeLetters(
  client: SQSClient,
  queue: DeadLetterQueue,
): AsyncGenerator<readonly Letter[], void, undefined> {
  const count = await countLetters(client, queue);
  if (count === 0) return;
  const seen = new Set<string>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: HIDDEN_SECONDS,
        /* Waiting asks every server that holds a part of the queue. */
        WaitTimeSeconds: seen.size < count ? 1 : 0,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      }),
    );
    const letters = Messages.map((message) => letterOf(queue, message));
    /* When a run takes so long that what it took comes back, it has seen everything. */
    const isRoundDone = letters.every(({ messageId }) => seen.has(messageId));
    for (const { messageId } of letters) seen.add(messageId);
    if (letters.length > 0) yield letters;
    if (isRoundDone) return;
  }
}

/** Shows them to others again at once. A failure does no harm: they come back by themselves. */
export async function giveBack(
  client: SQSClient,
  { url }: DeadLetterQueue,
  letters: readonly Letter[],
): Promise<void> {
  for (let from = 0; from < letters.length; from += BATCH) {
    const Entries = letters.slice(from, from + BATCH).map(({ receipt }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: 0,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  }
}

/** Deletes them for good and answers how many were deleted; what was not comes again. */
export async function deleteLetters(
  client: SQSClient,
  { url }: DeadLetterQueue,
  letters: readonly Letter[],
): Promise<number> {
  if (letters.length === 0) return 0;
  const Entries = letters.map(({ receipt }, index) => ({
    Id: String(index),
    ReceiptHandle: receipt,
  }));
  const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  return letters.length - (answer.Failed?.length ?? 0);
}

/** The id is that of the content, so it stays the same however often the message moves. */
function letterOf(queue: DeadLetterQueue, message: Message): Letter {
  const { Body: body = '', MessageId: messageId = '', ReceiptHandle: receipt = '' } = message;
  const hash = createHash('sha256').update(`${queue.name}\n${body}`).digest('hex');
  return {
    id: hash.slice(0, 32),
    kind: 'dead',
    from: queue.name,
    reasons: [reasonOf(message, body)],
    atMs: Number(message.Attributes?.SentTimestamp ?? 0),
    content: redactedOf(body),
    body,
    receipt,
    messageId,
  };
}

const failedRun = z.object({ responsePayload: z.object({ errorMessage: z.string() }) });

function reasonOf({ MessageAttributes }: Message, body: string): string {
  const told = MessageAttributes?.['ERROR_MESSAGE']?.StringValue;
  if (told !== undefined) return maskText(told);
  const run = failedRun.safeParse(jsonOf(body));
  return run.success
    ? maskText(run.data.responsePayload.errorMessage)
    : 'failed each time it was tried';
}

function redactedOf(body: string): string {
  const value = jsonOf(body);
  if (value === undefined) {
    const parsed = parseEventText(body, 0);
    return parsed.kind === 'refused' ? parsed.redacted : '';
  }
  return redact(payloadOf(value));
}
