import { type Season, YEAR_PARTS } from '../model/season.ts';
import type { Model } from '../model.ts';
import type { PulseStretch } from '../pulse/pulse-on.ts';
import { hazardOf, withPulse } from '../pulse/with-pulse.ts';

export const YEAR_DAYS = 365.25;
export const WEEK_DAYS = 7;
/** 1 January 2000 as a day. */
const NEW_YEAR = 10_957;
/** Ends of the stretches of the time ahead; beyond the last one years even out. */
const ENDS = [7, 28, 56, 84, 112, 140, 168, 196, 224, 252, 280, 308, 336, 364] as const;
/** Customers who come still more or less often, ln, were too few to learn from. */
const PACES = { least: -2.5, most: 2 } as const;

/**
 * Log-odds of a visit within so many days in the season of those days: the hazard of each stretch of
 * the time ahead is the foreseen one times that of the season. `oddsWithin` are the log-odds before
 * any season. The same without a season; more time never says less.
 */
export function inSeason(
  { season }: Pick<Model, 'season'>,
  today: number,
  horizonDays: number,
  oddsWithin: (days: number) => number,
): number {
  if (season === undefined) return oddsWithin(horizonDays);
  const pace = paceOf(season, hazardOf(oddsWithin(WEEK_DAYS)));
  return withPulse(seasonStretches(season, today, horizonDays, pace), horizonDays, oddsWithin);
}

/** ln of how many times as often as usual a customer comes, from their hazard of a visit within a week. */
export function paceOf({ usual }: Pick<Season, 'usual'>, weeklyHazard: number): number {
  const pace = Math.log(weeklyHazard / usual);
  return Math.min(Math.max(pace, PACES.least), PACES.most);
}

/** The multipliers of a customer of this pace by stretches of the time ahead, as many as the horizon needs. */
export function seasonStretches(
  season: Season,
  today: number,
  horizonDays: number,
  pace: number,
): readonly PulseStretch[] {
  const from = season.heldOn ?? today;
  const stretches: PulseStretch[] = [];
  let begins = 0;
  for (const untilDays of ENDS) {
    stretches.push({ untilDays, multiplier: meanBetween(season, from, begins, untilDays, pace) });
    if (untilDays >= horizonDays) return stretches;
    begins = untilDays;
  }
  const multiplier = meanBetween(season, from, 0, begins, pace);
  return [...stretches, { untilDays: Number.POSITIVE_INFINITY, multiplier }];
}

/** Mean of the multiplier between two days ahead, from one day in each week. */
function meanBetween(
  season: Season,
  today: number,
  begins: number,
  ends: number,
  pace: number,
): number {
  let sum = 0;
  for (let day = begins; day < ends; day += WEEK_DAYS) {
    const part = partOf(today + day + (1 + WEEK_DAYS) / 2);
    sum += Math.exp(between(season.curve, part) + pace * between(season.slopes, part));
  }
  return (sum * WEEK_DAYS) / (ends - begins);
}

/** Where in the year a day lies, in parts: 0 is the beginning of the first part. */
export function partOf(day: number): number {
  const years = (day - NEW_YEAR) / YEAR_DAYS;
  return (years - Math.floor(years)) * YEAR_PARTS;
}

/** The first day of 2000 that lies in the middle of a part; may be a fraction. */
export const middleOf = (part: number): number =>
  NEW_YEAR + ((part + 0.5) / YEAR_PARTS) * YEAR_DAYS;

/** Between the middles of two parts in proportion; December goes over into January. */
function between(values: readonly number[], part: number): number {
  const before = Math.floor(part - 0.5);
  const share = part - 0.5 - before;
  const valueAt = (at: number): number => values[(at + YEAR_PARTS) % YEAR_PARTS] ?? 0;
  return (1 - share) * valueAt(before) + share * valueAt(before + 1);
}

/** Standard deviation of the ln of the multiplier; 0 without a season. */
export const seasonDoubt = ({ season }: Pick<Model, 'season'>): number => season?.doubt ?? 0;

/**
 * The model with its season held as it is on `today`, for looking ahead to later days: what silence
 * does then is not mixed with what the season does.
 */
export const withSeasonHeld = (model: Model, today: number): Model =>
  model.season === undefined ? model : { ...model, season: { ...model.season, heldOn: today } };
