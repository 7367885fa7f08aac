import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReplyLink, replyUrl, signReplyLink } from '#shared/messaging/reply-link.ts';

const secret = 'a-secret-of-sixteen';
const NOW_MS = Date.parse('2026-03-03T09:00:00Z');
const link = {
  customerId: 'C-0007',
  contactId: '1a2b3c4d5e6f7',
  purpose: 'marketing' as const,
  locale: 'en-GB',
  expiresAtMs: Date.parse('2026-08-30T00:00:00Z'),
};

describe('a reply link', () => {
  test('says what was signed', () => {
    const token = signReplyLink(secret, link);
    expect(readReplyLink(secret, token, NOW_MS)).toEqual({ kind: 'valid', link, isExpired: false });
  });

  test('is short enough for an SMS and safe in a URL', () => {
    const token = signReplyLink(secret, link);
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(token.length).toBeLessThan(80);
    expect(replyUrl('https://shop.example.com/', token)).toBe(
      `https://shop.example.com/r/${token}`,
    );
  });

  test('grows old on the day after its last', () => {
    const token = signReplyLink(secret, link);
    expect(readReplyLink(secret, token, link.expiresAtMs - 1)).toMatchObject({ isExpired: false });
    expect(readReplyLink(secret, token, link.expiresAtMs)).toMatchObject({ isExpired: true });
  });

  test('is invalid with another secret', () => {
    const token = signReplyLink(secret, link);
    expect(readReplyLink('another-secret-of-ours', token, NOW_MS)).toEqual({ kind: 'invalid' });
  });

  test('is invalid when any character is changed, removed or added', () => {
    const token = signReplyLink(secret, link);
    fc.assert(
      fc.property(
        fc.nat({ max: token.length - 1 }),
        fc.constantFrom('A', 'x', '9', '-', '_', '.', ''),
        (at, character) => {
          fc.pre(token[at] !== character);
          const forged = token.slice(0, at) + character + token.slice(at + 1);
          const read = readReplyLink(secret, forged, NOW_MS);
          // The last character of base64url may carry bits that say nothing.
          if (read.kind === 'valid') expect(read.link).toEqual(link);
          else expect(read.kind).toBe('invalid');
        },
      ),
    );
  });

  test('is invalid, and nothing worse, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        expect(readReplyLink(secret, text, NOW_MS)).toEqual({ kind: 'invalid' });
      }),
    );
  });
});
