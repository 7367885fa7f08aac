import { emailSender } from '#shared/messaging/channels/email-sender.ts';
import { pushSender } from '#shared/messaging/channels/push-sender.ts';
import { sendersByChannel } from '#shared/messaging/channels/senders-by-channel.ts';
import { smsSender } from '#shared/messaging/channels/sms-sender.ts';
import { webhookSender } from '#shared/messaging/channels/webhook-sender.ts';
import { phoneBook } from '#shared/messaging/phone-book.ts';
import { rememberedSending } from '#shared/pipeline/sending-switch.ts';
import { dynamoClient, sesClient, snsClient } from '#shared/runtime/clients.ts';
import { setting } from '#shared/runtime/env.ts';
import { count } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { pipelineDeps } from '#shared/runtime/pipeline-deps.ts';
import { queueHandler } from '#shared/runtime/queue-handler.ts';
import { contactStore } from '#shared/store/contact-store.ts';
import { dynamoQuarantine } from '#shared/store/quarantine.ts';
import { type DeliverMessagesDeps, deliverMessages } from './deliver-messages.ts';
import { deliverSteps } from './steps.ts';

const pipeline = pipelineDeps();
const { sender } = pipeline.shop;
const linkSecret = setting('LINK_SECRET');

const deps: DeliverMessagesDeps = {
  ...pipeline,
  contacts: contactStore(dynamoClient(), setting('CONTACTS_TABLE')),
  quarantine: dynamoQuarantine(dynamoClient(), setting('INSIGHTS_TABLE')),
  phones: phoneBook(pipeline.documents, linkSecret),
  sender: sendersByChannel({
    sms: smsSender(snsClient(), sender.sms),
    push: pushSender(snsClient()),
    email: emailSender(sesClient(), sender.email, setting('EMAIL_CONFIGURATION_SET')),
    webhook: webhookSender(setting('WEBHOOK_SECRET'), pipeline.shop.publicUrl),
  }),
  linkSecret,
  steps: deliverSteps,
  count,
  isSendingOn: rememberedSending(pipeline.documents, setting('SENDING'), pipeline.clock),
  onFailure: (customerId, error) => logFailure('reminder will be tried again', customerId, error),
};

export const handler = queueHandler((messages) => deliverMessages(deps, messages));
