import { minorUnitDigits } from './currencies.ts';

const DECIMAL = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,3}))?$/;
const LONGEST_AMOUNT = 16;

/**
 * A decimal amount, as `19.99`, in whole minor units of its currency. It works on the decimal
 * digits, so nothing drifts; digits beyond the minor unit are rounded half up. Undefined when the
 * amount is negative, not a decimal number or too large, or the currency is unknown.
 */
export function toMinorUnits(amount: number | string, currency: string): number | undefined {
  const digits = minorUnitDigits(currency);
  const parts = DECIMAL.exec(String(amount).trim());
  if (digits === undefined || parts === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  return roundedAt(whole + fraction, whole.length + Number(exponent) + digits);
}

/** The number whose digits are `text` with the decimal point after `point` of them, rounded half up. */
function roundedAt(text: string, point: number): number | undefined {
  if (point < 0) return 0;
  const kept = text.slice(0, point).padEnd(Math.min(point, 60), '0').replace(/^0+/, '');
  if (kept.length > LONGEST_AMOUNT) return undefined;
  const minor = Number(kept) + (text.charAt(point) >= '5' ? 1 : 0);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
