import type { EventBridgeEvent } from 'aws-lambda';
import type { LambdaHandler } from './handler.ts';
import { watched } from './watched.ts';

type Envelope = EventBridgeEvent<string, unknown>;

/** What a rule passes on: the event's name, what it says, and the whole of it as it came. */
export type BusMessage = {
  readonly name: string;
  readonly detail: unknown;
  readonly envelope: Envelope;
};
export type TakeBusEvent = (message: BusMessage) => Promise<void>;

/** A handler of a rule of the bus. */
export const busEventHandler = (take: TakeBusEvent): LambdaHandler<Envelope, void> =>
  watched(answerBusEvent(take));

export function answerBusEvent(take: TakeBusEvent) {
  return (event: Envelope): Promise<void> =>
    take({ name: event['detail-type'], detail: event.detail, envelope: event });
}
