import type { Fold } from '#shared/domain/customer/state.ts';

/** Silence of so many of one's own usual gaps means something. */
const OWN_GAPS = 3;
const LONGEST_DAYS = 365;

/**
 * Days within which somebody should have come again: the shop's horizon, or three of the customer's
 * own usual (geometric mean) gaps where that is longer. Who comes twice a year is not leaving because
 * the next quarter will pass without them.
 */
export function riskHorizonDays({ visits }: Pick<Fold, 'visits'>, shopDays: number): number {
  if (visits === undefined || visits.n < 2) return shopDays;
  const usualGapDays = Math.exp(visits.s1 / (visits.n - 1));
  return Math.max(shopDays, Math.min(Math.round(OWN_GAPS * usualGapDays), LONGEST_DAYS));
}
