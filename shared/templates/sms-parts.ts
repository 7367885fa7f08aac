/** Basic and extension characters of GSM 7-bit, 3GPP TS 23.038 section 6.2.1 (without ESC). */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Units in a single message and in each part of a longer one, 3GPP TS 23.040 section 9.2.3.24. */
const ROOM = { 'gsm-7': { single: 160, part: 153 }, 'ucs-2': { single: 70, part: 67 } } as const;

/** Typographic characters that cost a whole message its GSM alphabet, and what says the same. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚′`]/gu, "'"],
  [/[“”„«»″]/gu, '"'],
  [/[–—−‐‑]/gu, '-'],
  [/…/gu, '...'],
  [/[\u00a0\u2007\u2009\u202f]/gu, ' '],
  [/\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\u200b|\u200c|\u200d|\ufe0f/gu, ''],
];

type SmsSize = { readonly alphabet: 'gsm-7' | 'ucs-2'; readonly parts: number };

/** How many messages a text is billed as. A character is never split between two parts. */
export function smsSize(text: string): SmsSize {
  const isGsm = [...text].every((character) => BASIC.has(character) || EXTENSION.has(character));
  const alphabet = isGsm ? 'gsm-7' : 'ucs-2';
  const widths = [...text].map((character) =>
    isGsm ? (EXTENSION.has(character) ? 2 : 1) : character.length,
  );
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { single, part } = ROOM[alphabet];
  return { alphabet, parts: units <= single ? 1 : partsOf(widths, part) };
}

/** The text without emoji and with plain quotes, dashes and spaces. */
export function plainSms(text: string): string {
  const plain = PLAINER.reduce((so, [from, to]) => so.replaceAll(from, to), text);
  return plain.replaceAll(/ {2,}/g, ' ').trim();
}

function partsOf(widths: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
