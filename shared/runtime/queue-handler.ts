import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { jsonOf } from '#shared/contracts/json.ts';
import type { Incoming } from '#shared/messaging/ports.ts';
import type { TakeBusEvent } from './bus-event-handler.ts';
import type { LambdaHandler } from './handler.ts';
import { ofThisVersion } from './of-this-version.ts';
import { watched } from './watched.ts';

export type QueueMessage = Incoming & {
  readonly text: string;
  /** 1 the first time it is delivered. */
  readonly receiveCount: number;
};

/** Answers which messages, by id, are to be delivered again; throwing means all of them. */
export type ProcessMessages = (
  messages: QueueMessage[],
) => Promise<{ readonly failed: readonly string[] }>;

/** A handler of a queue with partial batch responses. What a newer version wrote is left to it. */
export const queueHandler = (process: ProcessMessages): LambdaHandler<SQSEvent, SQSBatchResponse> =>
  watched(answerQueue(process));

export function answerQueue(process: ProcessMessages) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const messages = event.Records.map(({ messageId, body, attributes }) => ({
      messageId,
      body: jsonOf(body),
      text: body,
      receiveCount: Number(attributes.ApproximateReceiveCount),
    }));
    const { readable, newer } = ofThisVersion(messages);
    const { failed } = await process(readable);
    const known = new Set(messages.map(({ messageId }) => messageId));
    const stranger = failed.find((messageId) => !known.has(messageId));
    if (stranger !== undefined) throw new RangeError(`no message ${stranger} is in this batch`);
    return {
      batchItemFailures: [...newer, ...failed].map((itemIdentifier) => ({ itemIdentifier })),
    };
  };
}

/**
 * Takes an event of the bus as the only message of a batch. A run that throws is what lets Lambda
 * put the event into the queue behind, where it is such a message and comes again.
 */
export const asOnlyMessage =
  (process: ProcessMessages): TakeBusEvent =>
  async ({ envelope }) => {
    const message = {
      messageId: envelope.id,
      body: envelope,
      text: JSON.stringify(envelope),
      receiveCount: 1,
    };
    const { readable, newer } = ofThisVersion([message]);
    const { failed } = await process(readable);
    if (newer.length + failed.length > 0) throw new EventLeftToQueue(envelope.id);
  };

/** The event, by the id that the bus gave it, is tried again from the queue. */
class EventLeftToQueue extends Error {
  override readonly name = 'EventLeftToQueue';

  constructor(id: string) {
    super(`event ${id} could not be taken in; the log says why`);
  }
}
