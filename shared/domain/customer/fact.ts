import * as z from 'zod';
import {
  type CustomerAttributes,
  customerAttributes,
  customerIdentified,
  type InboundEvent,
  impersonalEvent,
} from '#shared/contracts/inbound.ts';
import { type Channel, channel } from '#shared/contracts/primitives.ts';

/**
 * What the ledger keeps of `Customer Identified`: which channels can reach them, never the address,
 * and the attributes that the shop lists.
 */
const pseudonymousIdentified = customerIdentified.extend({
  properties: z.object({
    reachable: z.array(channel),
    locale: z.string().optional(),
    timeZone: z.string().optional(),
    preferredChannel: channel.optional(),
    attributes: customerAttributes.optional(),
  }),
});

/** An inbound event without personal data: the form in which the ledger stores it. */
export const ledgerEvent = z.discriminatedUnion('type', [impersonalEvent, pseudonymousIdentified]);
export type LedgerEvent = z.infer<typeof ledgerEvent>;

/** A ledger event with its place in the customer's history; `key` orders and identifies it. */
export type Fact = { readonly key: string; readonly atMs: number; readonly event: LedgerEvent };

/** `(time, id)` as one sortable text: 15 digits of epoch milliseconds, `#`, the producer's id. */
export const factKey = (atMs: number, id: string): string =>
  `${String(atMs).padStart(15, '0')}#${id}`;

/** The fact that an event states, without attributes. @throws RangeError when it happened before 1970. */
export const toFact = (event: InboundEvent): Fact => toDescribedFact(event, []);

/**
 * The fact that an event states. Of the customer's attributes only those with a `kept` name are in it.
 * @throws RangeError when it happened before 1970.
 */
export function toDescribedFact(event: InboundEvent, kept: readonly string[] = []): Fact {
  if (event.type !== 'Customer Identified') return placeInHistory(event);
  const { locale, timeZone, preferredChannel, attributes } = event.properties;
  const properties = {
    reachable: reachableBy(event.properties),
    locale,
    timeZone,
    preferredChannel,
    attributes: attributesKept(attributes, kept),
  };
  return placeInHistory(pseudonymousIdentified.parse({ ...event, properties }));
}

/** Reads a fact back from storage. @throws ZodError naming the field that does not fit. */
export const parseFact = (stored: unknown): Fact => placeInHistory(ledgerEvent.parse(stored));

function placeInHistory(event: LedgerEvent): Fact {
  const atMs = Date.parse(event.metadata.occurredAt);
  if (!(atMs >= 0)) {
    throw new RangeError(`occurredAt must be in 1970 or later, got ${event.metadata.occurredAt}`);
  }
  return { key: factKey(atMs, event.metadata.id), atMs, event };
}

function attributesKept(
  told: CustomerAttributes | undefined,
  kept: readonly string[],
): CustomerAttributes | undefined {
  if (told === undefined) return undefined;
  const listed = Object.entries(told).filter(([name]) => kept.includes(name));
  return listed.length === 0 ? undefined : Object.fromEntries(listed);
}

function reachableBy(profile: z.infer<typeof customerIdentified>['properties']): Channel[] {
  const reachable: Channel[] = [];
  if (profile.phone !== undefined) reachable.push('sms');
  if (profile.pushEndpoint !== undefined) reachable.push('push');
  if (profile.email !== undefined) reachable.push('email');
  if (profile.webhookUrl !== undefined) reachable.push('webhook');
  return reachable;
}
