import { formatMoney } from '#shared/domain/format-money.ts';

/** Minor units as money: `£1,234.50`. */
export const money = (minor: number, currency: string): string =>
  formatMoney(minor, currency, 'en-GB');

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const number = (value: number): string => value.toLocaleString('en');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** `3:05` of seconds. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
