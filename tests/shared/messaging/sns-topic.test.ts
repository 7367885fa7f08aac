import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { snsTopic } from '#shared/messaging/sns-topic.ts';

const ARN = 'arn:aws:sns:eu-central-1:000000000000:support';

async function published(message: { subject: string; groupId?: string }) {
  const stub = mockClient(SNSClient);
  stub.on(PublishCommand).resolves({ MessageId: 'm-1' });
  const attributes = { severity: 'warning' };
  await snsTopic(new SNSClient({}), ARN).publish({ body: '{"a":"ж"}', attributes, ...message });
  return stub.commandCalls(PublishCommand)[0]?.args[0].input;
}

test('a message goes to its topic with its attributes', async () => {
  expect(await published({ subject: 'Customer C-1 at risk' })).toEqual({
    TopicArn: ARN,
    Subject: 'Customer C-1 at risk',
    Message: '{"a":"ж"}',
    MessageAttributes: { severity: { DataType: 'String', StringValue: 'warning' } },
  });
});

test('a group id is passed on', async () => {
  expect(await published({ subject: 'x', groupId: 'C-1' })).toMatchObject({
    MessageGroupId: 'C-1',
  });
});

test.each([
  ['accents and line breaks', 'Café\nà la carte 🌿', 'Cafe a la carte'],
  ['too many characters', 'y'.repeat(150), 'y'.repeat(99)],
  ['nothing it may have', 'Привет', undefined],
])('a subject with %s is made one that SNS takes', async (_, subject, expected) => {
  expect((await published({ subject }))?.Subject).toBe(expected);
});
