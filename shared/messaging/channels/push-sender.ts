import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Sender } from '../ports.ts';
import { accepted } from './accepted.ts';
import { sentOrRefused } from './sent-or-refused.ts';

/** Push notifications over SNS; `to` is the ARN of the customer's platform endpoint. */
export const pushSender = (client: SNSClient): Sender => ({
  send: async ({ to, subject, text }) => {
    const command = new PublishCommand({
      TargetArn: to,
      MessageStructure: 'json',
      Message: JSON.stringify(byPlatform(subject, text)),
    });
    return accepted((await sentOrRefused(client.send(command))).MessageId);
  },
});

/** SNS takes what each platform is to get as JSON within JSON, and `default` for all others. */
function byPlatform(title: string | undefined, body: string): Record<string, string> {
  const alert = title === undefined ? { body } : { title, body };
  const apple = JSON.stringify({ aps: { alert } });
  return {
    default: body,
    GCM: JSON.stringify({ notification: alert }),
    APNS: apple,
    APNS_SANDBOX: apple,
  };
}
