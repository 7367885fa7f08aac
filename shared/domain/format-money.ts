/**
 * An amount in minor units as people write it, as `€1,234.50`.
 * @throws RangeError when the currency or the locale is not well formed.
 */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}
