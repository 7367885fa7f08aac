import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';

/** One SNS Publish. A text message has a phone number, a push message a target, the rest a topic. */
const published = z.looseObject({
  Action: z.literal('Publish'),
  PhoneNumber: z.string().optional(),
  TargetArn: z.string().optional(),
  TopicArn: z.string().optional(),
  Subject: z.string().optional(),
  Message: z.string(),
});
export type Publish = z.infer<typeof published>;

export type CatchPublish = (publish: Publish, messageId: string) => Promise<void>;

/**
 * Stands before the topics: what is for a phone or a device is kept by `onPublish` and answered
 * here, because no engine delivers it; what is for a topic is shown to `onPublish` and goes on.
 */
export function catchPublishes(engine: FastifyInstance, onPublish: CatchPublish): void {
  engine.addHook('preHandler', async (request, reply) => {
    const publish = published.safeParse(request.body).data;
    if (publish === undefined) return;
    const messageId = randomUUID();
    await onPublish(publish, messageId);
    if (publish.TopicArn !== undefined) return;
    reply.header('content-type', 'text/xml');
    return reply.send(publishAnswer(messageId));
  });
}

const publishAnswer = (messageId: string): string =>
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">' +
  `<PublishResult><MessageId>${messageId}</MessageId></PublishResult>` +
  `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`;
