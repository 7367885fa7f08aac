import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { activityOf } from '../activity/activity-of.ts';
import { buyingOdds } from '../churn/buying-odds.ts';
import type { Model } from '../model.ts';
import { hazardOf } from '../pulse/with-pulse.ts';
import { paceOf, WEEK_DAYS } from '../season/season-on.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import type { Offset } from './learn-level.ts';
import { lookBack } from './look-back.ts';
import { addStretch, emptyTally, pulseOf, type Tally } from './pulse-tally.ts';
import { firstAfter } from './timeline.ts';

/** How far off forecasts for one past week were, of customers who come about as often. */
export type SeasonWeek = {
  /** Middle of the week. */
  readonly day: number;
  /** ln of how many times as often as usual they come, on average. */
  readonly pace: number;
  readonly offset: Offset;
};

/** Weeks that are looked back on: two of every time of the year. */
const WEEKS = 104;
/** Days that a shop must have known its customers before a week of it says something. */
const KNOWN_DAYS = 30;
/** Paces between which customers count as coming about as often. */
const BOUNDS = [-1.2, -0.3, 0.7] as const;

type PacedTally = Tally & { paces: number };

/**
 * What came in the weeks of two years until `today` against what the model foresees of them without
 * a season, oldest first and by how often customers come. Weeks of which next to nothing was foreseen
 * are left out. Nothing after `today` is read.
 */
export function seasonWeeks(
  { season: _before, ...model }: Model,
  usual: number,
  histories: Iterable<readonly Fact[]>,
  today: number,
  calendar: Calendar,
): SeasonWeek[] {
  const days = Array.from({ length: WEEKS }, (_, at) => today - (WEEKS - at) * WEEK_DAYS);
  const byDay = new Map(days.map((day) => [day, [...BOUNDS, 0].map(emptyPaced)]));
  let firstDay = Number.POSITIVE_INFINITY;
  for (const facts of histories) {
    for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
      const history = activityOf(fold, day);
      if (history === undefined) continue;
      firstDay = Math.min(firstDay, day - history.observed);
      const odds = buyingOdds(fold, history, model, day).oddsWithin(WEEK_DAYS);
      const next = firstAfter(timeline.visits, day) ?? Number.POSITIVE_INFINITY;
      addCustomer(byDay.get(day), odds, paceOf({ usual }, hazardOf(odds)), next <= day + WEEK_DAYS);
    }
  }
  return [...byDay]
    .filter(([day]) => day >= firstDay + KNOWN_DAYS)
    .flatMap(([day, tallies]) => tallies.flatMap((tally) => weekOf(day, tally)));
}

const emptyPaced = (): PacedTally => ({ ...emptyTally(), paces: 0 });

function addCustomer(
  tallies: readonly PacedTally[] | undefined,
  odds: number,
  pace: number,
  came: boolean,
): void {
  const tally = tallies?.[BOUNDS.filter((bound) => pace >= bound).length];
  if (tally === undefined) return;
  addStretch(tally, odds, undefined, came);
  tally.paces += pace * fromLogOdds(odds);
}

function weekOf(day: number, tally: PacedTally): SeasonWeek[] {
  const offset = pulseOf(tally);
  if (offset === undefined) return [];
  return [{ day: day + (1 + WEEK_DAYS) / 2, pace: tally.paces / tally.expected, offset }];
}
