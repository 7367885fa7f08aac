import * as z from 'zod';
import type { Channel } from '#shared/contracts/primitives.ts';
import type { Decision, Fold } from '#shared/domain/customer/state.ts';
import type { ContactPurpose } from '#shared/domain/deciding/consent.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import { REPLY_DAYS, replyUrl, signReplyLink } from '#shared/messaging/reply-link.ts';
import type { DocumentStore, Profile, Sendable } from '#shared/store/ports.ts';
import { type MessageNeed, renderMessage } from '#shared/templates/message.ts';
import type { DeliverDeps, Delivery } from './deps.ts';

/** A product of the shop's catalogue: what customers call it, by language or for all. */
const catalogued = z.object({ name: z.string().or(z.record(z.string(), z.string())) });

/** What is known of the addressee and of the names of things before a message is written. */
export type Addressee = {
  readonly profile: Profile;
  readonly address: string;
  readonly locale: string;
  /** Names by product id. */
  readonly names: ReadonlyMap<string, string>;
};

/** Where the channel reaches the customer; undefined when it does not. */
export function addressOf(profile: Profile, channel: Channel): string | undefined {
  switch (channel) {
    case 'sms':
      return profile.phone;
    case 'push':
      return profile.pushEndpoint;
    case 'email':
      return profile.email;
    case 'webhook':
      return profile.webhookUrl;
  }
}

/** Names of the products in the catalogue, in the customer's language where it has one. */
export async function namesOf(
  documents: DocumentStore,
  productIds: readonly string[],
  locale: string,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    [...new Set(productIds)].map(async (id) => {
      const product = catalogued.safeParse(await documents.get('catalogue', id));
      return [id, product.success ? nameIn(product.data.name, locale) : undefined] as const;
    }),
  );
  return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
}

export const productOf = (decision: Decision, fold: Fold): string =>
  decision.kind === 'replenishment'
    ? decision.subject
    : (fold.assets[decision.subject]?.product ?? decision.subject);

/** What is said to whom over which channel. */
export type Saying = Delivery & {
  readonly fold: Fold;
  readonly decisions: readonly Decision[];
  readonly channel: Channel;
  readonly purpose: ContactPurpose;
};

/** The message for the needs, ready to be handed to the channel. */
export function compose(
  { shop, calendar, linkSecret }: Pick<DeliverDeps, 'shop' | 'calendar' | 'linkSecret'>,
  { customerId, contactId, fold, decisions, channel, purpose }: Saying,
  { profile, address, locale, names }: Addressee,
  nowMs: number,
): Sendable {
  const needs = decisions.map((decision): MessageNeed => {
    const product = productOf(decision, fold);
    return {
      kind: decision.kind,
      subject: decision.subject,
      product: names.get(product) ?? product,
      expectedOn: isoDate(decision.expected),
      days: decision.expected - calendar.dayOf(nowMs),
    };
  });
  const expiresAtMs = nowMs + REPLY_DAYS * DAY_MS;
  const link = { customerId, contactId, purpose, locale, expiresAtMs };
  const url = replyUrl(shop.publicUrl, signReplyLink(linkSecret, link));
  const message = renderMessage(locale, channel, profile, needs, { reply: url, stop: url }, shop);
  return { channel, to: address, contactId, ...message };
}

const nameIn = (name: string | Readonly<Record<string, string>>, locale: string) =>
  typeof name === 'string'
    ? name
    : (name[locale] ?? name[locale.split('-')[0] ?? ''] ?? name['en'] ?? Object.values(name)[0]);
