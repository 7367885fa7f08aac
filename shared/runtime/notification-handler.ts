import type { SNSEvent } from 'aws-lambda';
import type { LambdaHandler } from './handler.ts';
import { observed } from './observed.ts';

export type Notification = {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly publishedAt: string;
};
export type TakeNotifications = (notifications: readonly Notification[]) => Promise<void>;

/** A handler of SNS notifications. */
export const notificationHandler = (take: TakeNotifications): LambdaHandler<SNSEvent, void> =>
  observed(answerNotifications(take));

export function answerNotifications(take: TakeNotifications) {
  return (event: SNSEvent): Promise<void> =>
    take(
      event.Records.map(({ Sns }) => ({
        messageId: Sns.MessageId,
        topicArn: Sns.TopicArn,
        message: Sns.Message,
        publishedAt: Sns.Timestamp,
      })),
    );
}
