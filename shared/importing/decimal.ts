import * as z from 'zod';

/** How a file writes numbers: `1,234.56` or `1.234,56`. */
export const decimalMark = z.enum(['point', 'comma']);
export type DecimalMark = z.infer<typeof decimalMark>;

/** Comma when a number ends in a comma and anything but three digits, as `12,5`; else point. */
export function detectDecimalMark(values: readonly string[]): DecimalMark {
  return values.some(
    (value) => /^\D*[\d.]*,(\d{1,2}|\d{4,})\D*$/.test(value) || /\.\d{3},/.test(value),
  )
    ? 'comma'
    : 'point';
}

/** The number as plain text (`-1234.56`), or undefined when it is none. Currency signs are let pass. */
export function plainNumber(text: string, mark: DecimalMark): string | undefined {
  if (PLAIN.test(text) && (mark === 'point' || !text.includes('.'))) return text;
  const bare = text.replace(/[\s\u00a0'£$€¥₽]/g, '');
  const normal = mark === 'point' ? bare : swapMarks(bare);
  if (PLAIN.test(normal)) return normal;
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(normal) ? normal.replaceAll(',', '') : undefined;
}

/** A plain number times ten to the `exponent`, without the error of a multiplication. */
export const shifted = (plain: string, exponent: number): number => Number(`${plain}e${exponent}`);

/** Nearest whole number, halves away from zero, so that a refund mirrors its purchase. */
export const roundHalfAway = (value: number): number =>
  value < 0 ? -Math.round(-value) || 0 : Math.round(value);

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)$/;

const swapMarks = (text: string): string =>
  text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
