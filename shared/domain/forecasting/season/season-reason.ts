import type { Reason } from '#shared/contracts/outbound.ts';
import { hazardOf } from '../pulse/with-pulse.ts';

/** Log-odds below which the season is not worth a word. */
const WORTH_SAYING = 5e-4;

/**
 * What the time of the year adds, in words; nothing when it adds nothing. From the log-odds of a
 * visit before and after; `sign` is -1 when the reasons are for not buying.
 */
export function seasonReason(before: number, after: number, sign: 1 | -1): Reason[] {
  if (Math.abs(after - before) < WORTH_SAYING) return [];
  const value = Math.round(100 * (hazardOf(after) / hazardOf(before) - 1));
  const amount =
    value === 0 ? 'about as often' : `${Math.abs(value)} % ${value > 0 ? 'more' : 'less'} often`;
  const text = `at this time of the year such customers come ${amount} ${value === 0 ? 'as' : 'than'} usual`;
  return [
    { code: 'season', text, value, contribution: Math.round(sign * (after - before) * 1e3) / 1e3 },
  ];
}
