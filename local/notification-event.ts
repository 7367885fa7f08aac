import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';
import { ACCOUNT, REGION } from '#local/loopback.ts';

/** A message of a topic as Lambda hands it to a function, as a bounce or a text message's answer comes. */
export function toSnsEvent(message: string, nowMs: number): SNSEvent {
  const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:notifications`;
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        EventSubscriptionArn: `${topic}:local`,
        Sns: {
          SignatureVersion: '1',
          Timestamp: new Date(nowMs).toISOString(),
          Signature: '',
          SigningCertUrl: '',
          MessageId: randomUUID(),
          Message: message,
          MessageAttributes: {},
          Type: 'Notification',
          UnsubscribeUrl: '',
          TopicArn: topic,
        },
      },
    ],
  };
}
