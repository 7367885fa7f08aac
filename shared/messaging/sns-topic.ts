import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Topic } from './ports.ts';

/** SNS refuses subjects of 100 characters and more, and all but printable ASCII in them. */
const SUBJECT_CHARACTERS = 99;

/** A topic in SNS. */
export function snsTopic(client: SNSClient, arn: string): Topic {
  return {
    publish: async ({ subject, body, attributes, groupId }) => {
      const Subject = asciiSubject(subject);
      await client.send(
        new PublishCommand({
          TopicArn: arn,
          Message: body,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, textAttribute(value)]),
          ),
          ...(Subject === '' ? {} : { Subject }),
          ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
        }),
      );
    },
  };
}

const textAttribute = (value: string): MessageAttributeValue => ({
  DataType: 'String',
  StringValue: value,
});

/** Accents and characters that SNS refuses are dropped; what is left may be nothing. */
const asciiSubject = (subject: string): string =>
  subject
    .normalize('NFKD')
    .replace(/\s+/g, ' ')
    .replace(/[^ -~]/g, '')
    .trim()
    .slice(0, SUBJECT_CHARACTERS);
