import * as z from 'zod';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { jsonOf } from '#shared/contracts/json.ts';
import type { PhoneBook } from '#shared/messaging/phone-book.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import { readReplyLink } from '#shared/messaging/reply-link.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { Notification } from '#shared/runtime/notification-handler.ts';
import { eventMetadata } from './event-metadata.ts';
import { asksToStop } from './stop-words.ts';

export type NotificationDeps = {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly phones: PhoneBook;
  readonly linkSecret: string;
};

/** SES over SNS, as a notification (`notificationType`) or from event publishing (`eventType`). */
const mailNotice = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z.object({ bounceType: z.string() }).optional(),
  mail: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

/** A text message sent back to us, over SNS (AWS End User Messaging, two-way SMS). */
const inboundSms = z.object({ originationNumber: z.string(), messageBody: z.string() });

type MailNotice = z.infer<typeof mailNotice>;
type FailureCause = 'bounce-permanent' | 'bounce-transient' | 'complaint';

/**
 * Bounces and complaints become `Delivery Failed`, a `STOP` sent back `Consent Withdrawn`. What
 * concerns nobody we wrote to, deliveries and opens among it, is none of our business.
 */
export async function takeNotifications(
  deps: NotificationDeps,
  notifications: readonly Notification[],
): Promise<void> {
  const events: InboundEvent[] = [];
  for (const notification of notifications) {
    const said = jsonOf(notification.message);
    const mail = mailNotice.safeParse(said);
    const sms = inboundSms.safeParse(said);
    if (mail.success) events.push(...mailFailures(deps, notification, mail.data));
    else if (sms.success) events.push(...(await stops(deps, notification, sms.data)));
  }
  if (events.length > 0) await deps.bus.publish(events);
}

/** The unsubscribe link that the message carried says, signed, whom it went to. */
function mailFailures(
  { linkSecret, clock }: NotificationDeps,
  notification: Notification,
  notice: MailNotice,
): InboundEvent[] {
  const cause = causeOf(notice);
  const header = notice.mail.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe');
  const token = /\/r\/([\w-]+\.[\w-]+)>/.exec(header?.value ?? '')?.[1];
  if (cause === undefined || token === undefined) return [];
  const read = readReplyLink(linkSecret, token, clock.nowMs());
  if (read.kind === 'invalid') return [];
  const { customerId, contactId } = read.link;
  return [
    {
      type: 'Delivery Failed',
      customerId,
      metadata: eventMetadata(`${contactId}.${cause}`, contactId, toldAtMs(notification, clock)),
      properties: { contactId, channel: 'email', cause },
    },
  ];
}

/** `Undetermined` bounces are not held against an address. */
function causeOf({ notificationType, eventType, bounce }: MailNotice): FailureCause | undefined {
  const type = notificationType ?? eventType;
  if (type === 'Complaint') return 'complaint';
  if (type !== 'Bounce') return undefined;
  return bounce?.bounceType === 'Permanent' ? 'bounce-permanent' : 'bounce-transient';
}

async function stops(
  { phones, clock }: NotificationDeps,
  notification: Notification,
  { originationNumber, messageBody }: z.infer<typeof inboundSms>,
): Promise<InboundEvent[]> {
  if (!asksToStop(messageBody)) return [];
  const holders = await phones.holdersOf(originationNumber);
  const atMs = toldAtMs(notification, clock);
  return holders.map(({ customerId, contactId }) => ({
    type: 'Consent Withdrawn',
    customerId,
    metadata: eventMetadata(`${notification.messageId}.stop`, contactId, atMs),
    properties: { channel: 'any', purpose: 'marketing', proof: 'STOP by text message' },
  }));
}

/** The time of the notification, unless that lies ahead of our clock. */
function toldAtMs({ publishedAt }: Notification, clock: Clock): number {
  const toldMs = Date.parse(publishedAt);
  return toldMs <= clock.nowMs() ? toldMs : clock.nowMs();
}
