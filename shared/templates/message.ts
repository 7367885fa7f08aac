import type { ShopSettings } from '#shared/config/shop.ts';
import type { Channel } from '#shared/contracts/primitives.ts';
import type { ContactPurpose } from '#shared/domain/deciding/consent.ts';
import type { Profile, Sendable } from '#shared/store/ports.ts';
import { renderEmail } from './render-email.ts';
import { renderPush } from './render-push.ts';
import { renderSms } from './render-sms.ts';
import { renderWebhook } from './render-webhook.ts';
import { writerOf } from './write.ts';

/** One thing a message speaks of. */
export type MessageNeed = {
  readonly kind: 'replenishment' | 'maintenance' | 'meter-reading';
  /** Product or asset id. */
  readonly subject: string;
  /** What the customer calls it; the id when no name is known. */
  readonly product: string;
  /** ISO date. */
  readonly expectedOn: string;
  /** Days from today to that date; negative when it has passed. */
  readonly days: number;
};

/** Where the customer can answer and where they can stop; signed, one per contact. */
export type MessageLinks = { readonly reply: string; readonly stop: string };

export type Rendered = Pick<Sendable, 'subject' | 'text' | 'html' | 'headers'>;

/** All that a channel's layout needs. */
export type MessageParts = {
  readonly writer: ReturnType<typeof writerOf>;
  readonly profile: Pick<Profile, 'name'>;
  readonly needs: readonly MessageNeed[];
  readonly links: MessageLinks;
  readonly shop: Pick<ShopSettings, 'name' | 'sender'>;
  readonly purpose: ContactPurpose;
};

/**
 * One message with all the needs of a contact, in the customer's language where we have it. It
 * says why it is sent and how to stop.
 * @throws RangeError when there is nothing to say
 */
export function renderMessage(
  locale: string,
  channel: Channel,
  profile: Pick<Profile, 'name'>,
  needs: readonly MessageNeed[],
  links: MessageLinks,
  shop: Pick<ShopSettings, 'name' | 'sender'>,
): Rendered {
  if (needs.length === 0) throw new RangeError('a message needs at least one need, got none');
  const parts: MessageParts = {
    writer: writerOf(locale),
    profile: profile.name === undefined ? {} : { name: oneLine(profile.name) },
    needs: needs.map((need) => ({ ...need, product: oneLine(need.product) })),
    links,
    shop,
    purpose: needs.some(({ kind }) => kind === 'replenishment') ? 'marketing' : 'service',
  };
  switch (channel) {
    case 'sms':
      return renderSms(parts);
    case 'push':
      return renderPush(parts);
    case 'email':
      return renderEmail(parts);
    case 'webhook':
      return renderWebhook(parts);
  }
}

/** Names come from outside: none may break a header or a line. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
