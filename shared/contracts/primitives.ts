import * as z from 'zod';

/** Limits on what one event may carry; see docs/events.md. */
export const LIMITS = {
  eventBytes: 64 * 1024,
  /** What the envelope around an event may add to it. */
  envelopeBytes: 4 * 1024,
  /** Objects and lists inside each other, the event itself included. */
  depth: 16,
  /** The masked copy of a refused event that quarantine keeps. */
  redactedBytes: 8 * 1024,
  requestBytes: 1024 * 1024,
  rowsPerRequest: 500,
  linesPerOrder: 2_000,
  quantityPerLine: 1e9,
  categoryCharacters: 128,
  sensorsPerReport: 64,
  /** Attributes that the state of a customer remembers. */
  attributes: 32,
  /** Of an attribute: its name, and its value where that is text. */
  attributeCharacters: 64,
  futureMs: 5 * 60_000,
  earliestMs: Date.UTC(1970, 0, 1),
} as const;

/** An identifier chosen by the producer: printable, no spaces, so that it is safe in keys and logs. */
export const identifier = z
  .string()
  .regex(/^[\w.:@/+=~-]{1,128}$/, 'must be 1 to 128 letters, digits or . _ : @ / + = ~ -')
  .refine((id) => !(id in {}), 'must not be a name that every object has, such as constructor');

/** ISO 8601 instant with an offset, as `2026-03-01T09:30:00+01:00`. */
export const instant = z.iso.datetime({ offset: true });

/** ISO 4217 code, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR');

/** Whole minor units (cents, pence); never a fraction. */
export const amountMinor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const channel = z.enum(['sms', 'push', 'email', 'webhook']);
export type Channel = z.infer<typeof channel>;

/** Marketing: replenishment. Service: maintenance, recalls. Profiling: any prediction at all. */
export const purpose = z.enum(['marketing', 'service', 'profiling']);
export type Purpose = z.infer<typeof purpose>;

/** BCP 47 language tag, as `en` or `ru-RU`. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag such as en-GB');

/** IANA zone, as `Europe/Berlin`; whether it exists is checked where it is used. */
export const timeZone = z
  .string()
  .regex(/^[A-Za-z][\w+/-]{0,63}$/, 'must be an IANA zone such as Europe/Berlin');

export const metadata = z.strictObject({
  id: identifier,
  occurredAt: instant,
  schemaVersion: z.literal(1).default(1),
  correlationId: identifier.optional(),
});
