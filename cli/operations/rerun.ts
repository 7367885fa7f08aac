import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod';
import { isJsonObject, type Json, property } from '#shared/contracts/json.ts';

const busEvent = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});
const lambdaNotification = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })).min(1),
});
const topicNotification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** What a dead letter is about: where it is Lambda's record of a run that failed, what had started it. */
export const payloadOf = (body: Json): Json =>
  (isJsonObject(body) ? property(body, 'requestPayload') : undefined) ?? body;

/** How a run was started, as far as it can be started that way again. */
export type Start =
  | { readonly kind: 'bus-event'; readonly event: z.infer<typeof busEvent> }
  | { readonly kind: 'notifications'; readonly messages: readonly string[] }
  /** A schedule: it comes again by itself. */
  | { readonly kind: 'other' };

export function startOf(payload: unknown): Start {
  const event = busEvent.safeParse(payload);
  if (event.success) return { kind: 'bus-event', event: event.data };
  const delivered = lambdaNotification.safeParse(payload);
  if (delivered.success) {
    return {
      kind: 'notifications',
      messages: delivered.data.Records.map(({ Sns }) => Sns.Message),
    };
  }
  const published = topicNotification.safeParse(payload);
  if (published.success) return { kind: 'notifications', messages: [published.data.Message] };
  return { kind: 'other' };
}

/** Puts the event on the bus, or the notification on its topic, once more. */
export const rerunBy =
  (to: {
    readonly bus: EventBridgeClient;
    readonly busName: string;
    readonly topics: SNSClient;
    readonly notifications: string;
  }) =>
  async (payload: unknown): Promise<boolean> => {
    const start = startOf(payload);
    switch (start.kind) {
      case 'bus-event': {
        const { source, 'detail-type': name, detail } = start.event;
        const entry = {
          EventBusName: to.busName,
          Source: source,
          DetailType: name,
          Detail: JSON.stringify(detail),
        };
        const { FailedEntryCount } = await to.bus.send(new PutEventsCommand({ Entries: [entry] }));
        return FailedEntryCount === 0;
      }
      case 'notifications':
        for (const Message of start.messages) {
          await to.topics.send(new PublishCommand({ TopicArn: to.notifications, Message }));
        }
        return true;
      case 'other':
        return false;
    }
  };
