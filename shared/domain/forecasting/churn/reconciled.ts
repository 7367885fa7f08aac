import type { Fold } from '#shared/domain/customer/state.ts';

/** Share of the maximum from which a rating is a good one. */
export const GOOD_RATING = 0.8;
const FORGIVEN = 0.5;
const FORGOTTEN_DAYS = 60;

/**
 * What is left, from 1 down to 0, of the weight of trouble on `day`: half after a purchase on a later
 * day, which also lets it fade by a factor e in 60 days, and half after a good rating since.
 */
export function reconciled({ visits, lastRating }: Fold, day: number, today: number): number {
  const hasBought = visits !== undefined && visits.last > day;
  const isSatisfied =
    lastRating !== undefined && lastRating[0] >= day && lastRating[1] >= GOOD_RATING;
  return (
    (hasBought ? FORGIVEN * Math.exp(-Math.max(today - day, 0) / FORGOTTEN_DAYS) : 1) *
    (isSatisfied ? FORGIVEN : 1)
  );
}
