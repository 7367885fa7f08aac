import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { LIMITS } from './primitives.ts';

/** Stands for what may be personal. */
export const MASK = '[masked]';
const LONGEST_TEXT = 256;

/** Names, or parts of names, of fields that say who somebody is or how to reach them. */
const PERSONAL =
  /mail|phone|mobile|name|proof|push|webhook|address|password|secret|token|birth|street|postal|avatar|useragent/i;
/** Fields that are personal or free text under exactly this name. */
const PERSONAL_WHOLE =
  /^(tel|fax|ip|city|zip|postcode|gender|age|context|comments?|text|message|body|notes?|title|description|feedback|review_?body)$/i;
const EMAIL = /[^\s@"<>,;:]+@[^\s@"<>,;:]+\.[^\s@"<>,;:]+/g;
const PHONE = /\+\d[\d\s().-]{5,}\d/g;
const PHONE_FROM_00 = /(?<![\w.-])00[1-9][\d\s().-]{6,}\d/g;

/** Whether a field of this name may hold personal data. */
export const isPersonalName = (name: string): boolean =>
  (PERSONAL.test(name) && name !== 'event_name' && name !== 'eventName') ||
  PERSONAL_WHOLE.test(name);

/** `text` with everything that looks like an e-mail address or a phone number masked. */
export const maskText = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(EMAIL, MASK)
    .replace(PHONE, MASK)
    .replace(PHONE_FROM_00, MASK);

/**
 * The JSON text of `value` with personal fields, free text and anything that looks like an address
 * masked. What exceeds 8 KB is cut: then it is `{"cut": true, "start": "…"}`, still JSON.
 */
export function redact(value: Json): string {
  const text = JSON.stringify(masked(value));
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= LIMITS.redactedBytes) return text;
  // Quoting a JSON text once more at most doubles it.
  const start = bytes.subarray(0, LIMITS.redactedBytes / 2 - 64).toString('utf8');
  return JSON.stringify({ cut: true, bytes: bytes.length, start });
}

function masked(value: Json): Json {
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) return value.map(masked);
  return isJsonObject(value) ? maskedObject(value) : value;
}

const maskedText = (text: string): string =>
  text.length > LONGEST_TEXT ? `[text of ${text.length} characters]` : maskText(text);

function maskedObject(object: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const empty = value === null || typeof value === 'boolean';
    result[maskedText(key)] = isPersonalName(key) && !empty ? MASK : masked(value);
  }
  return result;
}
