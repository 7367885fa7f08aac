import { identifier } from '#shared/contracts/primitives.ts';

/** Names that every JavaScript object already has; as a key they would not be ours. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The text as an identifier. What fits stays as it is; of other texts each character that may not
 * stand in an identifier becomes `=` and its UTF-8 bytes in hex (`#12` is `=2312`). Undefined when
 * the result is empty, longer than 128 characters, or a reserved name.
 */
export function safeIdentifier(text: string): string | undefined {
  const encoded = identifier.safeParse(text).success ? text : text.replace(/[^\w.:@/+~-]/gu, hex);
  if (RESERVED.has(encoded) || !identifier.safeParse(encoded).success) return undefined;
  return encoded;
}

const hex = (character: string): string =>
  [...new TextEncoder().encode(character)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
