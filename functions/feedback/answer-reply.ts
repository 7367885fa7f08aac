import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import { type ReplyLink, readReplyLink } from '#shared/messaging/reply-link.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { eventMetadata } from './event-metadata.ts';
import { readForm } from './read-form.ts';
import { ANSWERS, askPage, expiredPage, invalidPage, thanksPage } from './reply-page.ts';

export type ReplyDeps = {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly linkSecret: string;
};

type Request = Pick<
  APIGatewayProxyEventV2,
  'pathParameters' | 'requestContext' | 'headers' | 'body' | 'isBase64Encoded'
>;

/**
 * Signed reply links. A GET only asks, since link scanners follow every link; a POST records an
 * answer, a wish to stop, or a one-click unsubscribe (RFC 8058). A wish to stop counts however old
 * the link is.
 */
export async function answerReply(
  { bus, clock, linkSecret }: ReplyDeps,
  request: Request,
): Promise<APIGatewayProxyStructuredResultV2> {
  const nowMs = clock.nowMs();
  const read = readReplyLink(linkSecret, request.pathParameters?.['token'] ?? '', nowMs);
  if (read.kind === 'invalid') return invalidPage(preferredLanguage(request));
  const { link, isExpired } = read;
  const ask = isExpired ? expiredPage(link.locale) : askPage(link.locale);
  if (request.requestContext.http.method !== 'POST') return ask;

  const form = readForm(request);
  const answer = form.get('answer');
  if (form.get('List-Unsubscribe') === 'One-Click' || answer === 'stop') {
    await bus.publish([stopEvent(link, nowMs)]);
    return thanksPage(link.locale, 'pageStopped');
  }
  if (isExpired || !isAnswer(answer)) return { ...ask, statusCode: isExpired ? 410 : 400 };
  await bus.publish([answerEvent(link, answer, nowMs)]);
  return thanksPage(link.locale, 'pageThanks');
}

type Answer = keyof typeof ANSWERS;

const isAnswer = (given: string | undefined): given is Answer =>
  given !== undefined && Object.hasOwn(ANSWERS, given);

/** Pressing a button again says it again, now; the fold counts a contact as answered once. */
const answerEvent = (link: ReplyLink, answer: Answer, nowMs: number): InboundEvent => ({
  type: 'Reminder Answered',
  customerId: link.customerId,
  metadata: eventMetadata(`${link.contactId}.answer.${answer}`, link.contactId, nowMs),
  properties: { contactId: link.contactId, answer },
});

/** Every wish to stop is its own statement: consent may have been granted again in between. */
const stopEvent = (link: ReplyLink, nowMs: number): InboundEvent => ({
  type: 'Consent Withdrawn',
  customerId: link.customerId,
  metadata: eventMetadata(`${link.contactId}.stop.${nowMs.toString(36)}`, link.contactId, nowMs),
  properties: { channel: 'any', purpose: link.purpose, proof: `link of ${link.contactId}` },
});

const preferredLanguage = ({ headers }: Request): string =>
  /^[a-z]{2}/.exec(headers['accept-language'] ?? '')?.[0] ?? 'en';
