import { MASK, maskText } from '#shared/contracts/redact.ts';

const LONGEST_SHOWN = 40;

/** Two words in a row are a name, an address or a remark; `3 March 2024` and `1 kg` are not. */
const FREE_TEXT = /\p{L}{2}[\p{L}.,'’-]*\s+[\p{L}'’.-]*\p{L}{2}/u;
/** A number that starts with 0 and is as long as a phone number. */
const DOMESTIC_PHONE = /(?<!\d)\(?0\d{2,5}\)?[\s/-]?\d[\d\s-]{3,}\d/;

/**
 * A wrong value as faults may quote it between double quotes: short, without double quotes and
 * control characters of its own, and masked where it may be personal (an e-mail address, a phone
 * number, free text).
 */
export function shownValue(text: string): string {
  if (FREE_TEXT.test(text) || DOMESTIC_PHONE.test(text)) return MASK;
  const shown = maskText(text)
    .replaceAll('"', "'")
    .replace(/\p{Cc}/gu, '\ufffd');
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}
