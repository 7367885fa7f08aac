import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Sender } from '../ports.ts';
import { accepted } from './accepted.ts';
import { sentOrRefused } from './sent-or-refused.ts';

/** Text messages over SNS. `senderId` is shown where the country allows it; empty means none. */
export function smsSender(client: SNSClient, senderId: string): Sender {
  const attributes: Record<string, MessageAttributeValue> = {
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    ...(senderId === ''
      ? {}
      : { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: senderId } }),
  };
  return {
    send: async ({ to, text }) => {
      const command = new PublishCommand({
        PhoneNumber: to,
        Message: text,
        MessageAttributes: attributes,
      });
      return accepted((await sentOrRefused(client.send(command))).MessageId);
    },
  };
}
