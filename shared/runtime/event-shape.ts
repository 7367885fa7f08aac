import type { APIGatewayProxyEventV2, EventBridgeEvent, SNSEvent, SQSEvent } from 'aws-lambda';
import * as z from 'zod';

/** An event with what its shape says it is. */
export type ShapedEvent =
  | { readonly kind: 'queue'; readonly event: SQSEvent }
  | { readonly kind: 'notification'; readonly event: SNSEvent }
  | { readonly kind: 'http'; readonly event: APIGatewayProxyEventV2 }
  | { readonly kind: 'busEvent'; readonly event: EventBridgeEvent<string, unknown> }
  | { readonly kind: 'schedule'; readonly event: unknown };

/** Tells triggers apart. What fits none of the others is the payload of a schedule. */
export function shapeOf(event: unknown): ShapedEvent {
  if (isQueue(event)) return { kind: 'queue', event };
  if (isNotification(event)) return { kind: 'notification', event };
  if (isHttp(event)) return { kind: 'http', event };
  if (isBusEvent(event)) return { kind: 'busEvent', event };
  return { kind: 'schedule', event };
}

/** SQS writes `eventSource`, SNS `EventSource`. */
const queue = z.object({
  Records: z.tuple([z.object({ eventSource: z.literal('aws:sqs') })], z.unknown()),
});
const notification = z.object({
  Records: z.tuple([z.object({ EventSource: z.literal('aws:sns') })], z.unknown()),
});
const http = z.object({ requestContext: z.object({ http: z.object({ method: z.string() }) }) });
/** A schedule that is a rule of the default bus says so in its source. */
const busEvent = z.object({
  'detail-type': z.string(),
  source: z.string().refine((source) => source !== 'aws.events'),
  detail: z.unknown(),
});

const isQueue = (event: unknown): event is SQSEvent => queue.safeParse(event).success;
const isNotification = (event: unknown): event is SNSEvent => notification.safeParse(event).success;
const isHttp = (event: unknown): event is APIGatewayProxyEventV2 => http.safeParse(event).success;
const isBusEvent = (event: unknown): event is EventBridgeEvent<string, unknown> =>
  busEvent.safeParse(event).success;
