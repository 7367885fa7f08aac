import { createHash } from 'node:crypto';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PREFIX = 'email:';
const DIGEST_CHARACTERS = 22;

/** Whether the text is an e-mail address. */
export const isEmail = (text: string): boolean => EMAIL.test(text);

/**
 * The id of a customer whom an event or a file names by e-mail address alone. An id stands in every
 * table, log and message, where no address may stand. The same address, in whatever case it is
 * written, always gives the same id: 128 bits of its SHA-256 in base64url.
 */
export const emailPseudonym = (email: string): string =>
  PREFIX +
  createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, DIGEST_CHARACTERS);

export const isEmailPseudonym = (customerId: string): boolean =>
  customerId.length === PREFIX.length + DIGEST_CHARACTERS && customerId.startsWith(PREFIX);
