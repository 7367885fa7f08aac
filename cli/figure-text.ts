import { minorUnitDigits } from '#shared/contracts/currencies.ts';
import { money, number } from './words.ts';

/** Said instead of a number that does not exist. */
export const TOO_EARLY = 'too early to say';

export const count = (value: number): string => number(Math.round(value));

/** A share from 0 to 1 in percent. */
export const share = (value: number | null, digits = 0): string =>
  value === null
    ? TOO_EARLY
    : `${(value * 100).toLocaleString('en', { maximumFractionDigits: digits })} %`;

export const days = (value: number | null): string =>
  value === null ? TOO_EARLY : `${count(value)} ${Math.abs(value) === 1 ? 'day' : 'days'}`;

/** Minor units as money, without cents from a hundred on. */
export function amount(minor: number, currency: string): string {
  const value = minor / 10 ** (minorUnitDigits(currency) ?? 2);
  if (Math.abs(value) < 100) return money(Math.round(minor), currency);
  return value.toLocaleString('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** A KPI by its unit; see `KpiUnit` in shared/domain/kpi/definition.ts. */
export function kpiValue(value: number | null, unit: string, currency: string): string {
  if (value === null) return TOO_EARLY;
  switch (unit) {
    case 'share':
      return share(value, 1);
    case 'money-minor':
      return amount(value, currency);
    case 'days':
      return days(value);
    case 'minutes':
      return `${count(value)} min`;
    default:
      return value.toLocaleString('en', { maximumFractionDigits: 2 });
  }
}
