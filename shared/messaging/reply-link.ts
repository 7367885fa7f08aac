import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { identifier } from '#shared/contracts/primitives.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';

/** What a signed link says: whose answer to which contact, what "stop" stops, until when. */
export type ReplyLink = {
  readonly customerId: string;
  readonly contactId: string;
  readonly purpose: 'marketing' | 'service';
  /** Language of the page. */
  readonly locale: string;
  readonly expiresAtMs: number;
};

export type ReadLink =
  /** `isExpired`: too old for an answer; a wish to stop counts all the same. */
  | { readonly kind: 'valid'; readonly link: ReplyLink; readonly isExpired: boolean }
  | { readonly kind: 'invalid' };

/** Answers are taken for so long after a message went out. */
export const REPLY_DAYS = 180;

/** 128 of HMAC-SHA256's 256 bits: beyond guessing, and the link still fits into an SMS. */
const SIGNATURE_BYTES = 16;
const LONGEST_TOKEN = 600;

const payload = z.tuple([
  identifier,
  identifier,
  z.enum(['m', 's']),
  z.string().regex(/^[A-Za-z0-9-]{2,35}$/),
  z
    .string()
    .regex(/^[0-9a-z]{1,7}$/)
    .transform((days) => Number.parseInt(days, 36)),
]);

/** The token of a link, safe in a URL. Expiry is kept to the whole UTC day, rounded up. */
export function signReplyLink(secret: string, link: ReplyLink): string {
  const days = Math.ceil(link.expiresAtMs / DAY_MS).toString(36);
  const fields = [link.customerId, link.contactId, link.purpose[0], link.locale, days];
  const body = Buffer.from(fields.join('\n')).toString('base64url');
  return `${body}.${signatureOf(secret, body).toString('base64url')}`;
}

/** Says nothing about why a token is invalid. */
export function readReplyLink(secret: string, token: string, nowMs: number): ReadLink {
  const [body, signature, ...more] = token.slice(0, LONGEST_TOKEN + 1).split('.');
  if (body === undefined || signature === undefined || more.length > 0) return { kind: 'invalid' };
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(secret, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'invalid' };
  const read = payload.safeParse(Buffer.from(body, 'base64url').toString().split('\n'));
  if (!read.success) return { kind: 'invalid' };
  const [customerId, contactId, purpose, locale, days] = read.data;
  const link: ReplyLink = {
    customerId,
    contactId,
    purpose: purpose === 'm' ? 'marketing' : 'service',
    locale,
    expiresAtMs: days * DAY_MS,
  };
  return { kind: 'valid', link, isExpired: nowMs >= link.expiresAtMs };
}

/** The address of a link below the shop's public one. */
export const replyUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/r/${token}`;

const signatureOf = (secret: string, body: string): Buffer =>
  createHmac('sha256', secret)
    .update(`beforehand reply link\n${body}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
