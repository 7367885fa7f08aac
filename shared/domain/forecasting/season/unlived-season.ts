import type { SeasonPrior } from '../model/season.ts';
import { WEEK_DAYS, YEAR_DAYS } from './season-on.ts';

/** How alike the season of two days is believed to be, 0 to 1, before anything is known of it. */
export function likeness(days: number, { widthDays }: SeasonPrior): number {
  const width = (2 * Math.PI * widthDays) / YEAR_DAYS;
  return Math.exp(-2 * (Math.sin((Math.PI * days) / YEAR_DAYS) / width) ** 2);
}

/**
 * Standard deviation, in ln, of how the mean season over the days ahead differs from that of today
 * where nothing is known of either: what today's level does not tell of a time of the year that a
 * shop has not lived through. Covariances as in `fitSeason`; of weeks equally far apart only one pair
 * is looked at, because customers who come rarely are asked of for a year ahead.
 */
export function unlivedSeasonDoubt(prior: SeasonPrior, horizonDays: number): number {
  const weeks = Math.max(Math.round(horizonDays / WEEK_DAYS), 1);
  const weekDays = horizonDays / weeks;
  let [ofBoth, ofAhead] = [0, 0];
  for (let at = 0; at < weeks; at += 1) {
    const pairs = at === 0 ? weeks : 2 * (weeks - at);
    ofBoth += likeness((at + 0.5) * weekDays, prior) / weeks;
    ofAhead += (pairs * likeness(at * weekDays, prior)) / weeks ** 2;
  }
  return prior.sd * Math.sqrt(Math.max(1 + ofAhead - 2 * ofBoth, 0));
}
