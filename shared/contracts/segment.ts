import type * as z from 'zod';
import { eventSpelled } from './event-names.ts';
import { fault } from './fault-reasons.ts';
import type { Candidate } from './foreign-event.ts';
import { isIdentifying } from './identifying.ts';
import { contactProfile, customerAttributes } from './inbound.ts';
import { type Json, type JsonObject, objectAt, present, property } from './json.ts';
import { locale, timeZone } from './primitives.ts';
import { asIdentifier, translateProperties } from './translate-properties.ts';

const CALLS = ['track', 'identify', 'page', 'screen', 'group', 'alias'];
/** Names of Segment's spec for what we call otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'Product Reviewed': 'Review Submitted' };

/** Whether it is a Segment call, also one of those we do not take. */
export const isSegmentCall = (given: JsonObject): boolean => callOf(given) !== undefined;

/** Our event from a Segment `track` or `identify` call. */
export function fromSegment(given: JsonObject): Candidate {
  const call = callOf(given);
  if (call === 'track') return fromTrack(given);
  if (call === 'identify') return fromIdentify(given);
  const faults = [fault(['type'], call, '"track" or "identify"')];
  return { event: {}, faults, theirNames: [] };
}

/** Which call it is; Segment's own endpoints leave the type out of the body. */
function callOf(given: JsonObject): string | undefined {
  const type = property(given, 'type');
  if (property(given, 'metadata') !== undefined) return undefined;
  if (typeof type === 'string') return CALLS.find((call) => call === type);
  if (property(given, 'event') !== undefined) return 'track';
  return property(given, 'traits') === undefined ? undefined : 'identify';
}

function fromTrack(given: JsonObject): Candidate {
  const event = property(given, 'event');
  const spelled = typeof event === 'string' ? (OTHER_NAMES[event] ?? event) : event;
  const name = typeof spelled === 'string' ? eventSpelled(spelled) : undefined;
  const properties = objectAt(given, 'properties');
  const translated =
    name === undefined
      ? { properties, faults: [] }
      : translateProperties(name, properties, 'properties');
  return {
    event: present({ type: name ?? spelled, ...carried(given), properties: translated.properties }),
    faults: translated.faults,
    theirNames: [...LINE_NAMES, ...carriedNames(given), ['type', 'event']],
  };
}

function fromIdentify(given: JsonObject): Candidate {
  const traits = objectAt(given, 'traits');
  const context = objectAt(given, 'context');
  const { properties } = translateProperties('Customer Identified', traits, 'traits');
  const zone = property(context, 'timezone');
  const language = languageTag(property(context, 'locale'));
  const profile = present({
    ...properties,
    name: properties['name'] ?? fullName(properties),
    phone: e164(properties['phone']),
    // What the device says is only taken when it is right; what the producer says must be.
    attributes: attributesOf(traits),
    timeZone: properties['timeZone'] ?? properties['timezone'] ?? validOrNone(timeZone, zone),
    locale: languageTag(properties['locale']) ?? validOrNone(locale, language),
  });
  return {
    event: present({ type: 'Customer Identified', ...carried(given), properties: profile }),
    faults: [],
    theirNames: [['properties', 'traits'], ...carriedNames(given)],
  };
}

/** What every call carries: who, when, and the id that makes sending it again harmless. */
function carried(given: JsonObject): Record<string, Json | undefined> {
  const customerId = property(given, 'userId') ?? property(given, 'anonymousId');
  return {
    metadata: present({
      id: property(given, 'messageId'),
      occurredAt: property(given, 'timestamp') ?? property(given, 'originalTimestamp'),
    }),
    customerId: customerId === undefined ? undefined : asIdentifier(customerId),
  };
}

function carriedNames(given: JsonObject): Candidate['theirNames'] {
  const anonymous = property(given, 'userId') === undefined && 'anonymousId' in given;
  return [
    ['metadata.id', 'messageId'],
    ['metadata.occurredAt', 'timestamp'],
    ['customerId', anonymous ? 'anonymousId' : 'userId'],
  ];
}

const LINE_NAMES: Candidate['theirNames'] = [
  ['properties.orderId', 'properties.order_id'],
  ['properties.productId', 'properties.product_id'],
  ['properties.totalMinor', 'properties.total'],
  ['properties.lines', 'properties.products'],
];

/** Short traits that describe the customer, under the producer's names; not who they are. */
function attributesOf(traits: JsonObject): JsonObject | undefined {
  const told = Object.entries(traits).filter(
    ([name, value]) =>
      !isIdentifying(name) &&
      !contactProfile.keyof().safeParse(name).success &&
      customerAttributes.safeParse({ [name]: value }).success,
  );
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

function fullName(traits: JsonObject): Json | undefined {
  const parts = [traits['firstName'], traits['lastName']].filter(
    (part) => typeof part === 'string',
  );
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** A number with its country code without the spaces, dots and brackets people write. */
function e164(phone: Json | undefined): Json | undefined {
  if (typeof phone !== 'string' || phone.length > 40) return phone;
  return phone.replace(/[\s().-]/g, '').replace(/^00/, '+');
}

const validOrNone = (schema: z.ZodType<string>, value: Json | undefined): string | undefined =>
  schema.safeParse(value).data;

const languageTag = (tag: Json | undefined): Json | undefined =>
  typeof tag === 'string' ? tag.replace('_', '-') : tag;
