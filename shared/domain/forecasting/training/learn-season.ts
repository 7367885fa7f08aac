import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { activityLayerOf, closedFormLayer } from '../activity/activity-layer.ts';
import { defaultModel } from '../default-model.ts';
import { learnedFrom } from '../learning/learned-from.ts';
import type { Season } from '../model/season.ts';
import type { Model } from '../model.ts';
import { hazardOf } from '../pulse/with-pulse.ts';
import { WEEK_DAYS } from '../season/season-on.ts';
import { typicalValue } from '../statistics/linear-layer.ts';
import { levelWindows, recentWindows } from './activity-windows.ts';
import { fitSeason } from './fit-season.ts';
import { learnActivityLayerFrom } from './learn-activity-layer.ts';
import { type SeasonWeek, seasonWeeks } from './season-weeks.ts';

/** Days from the first week that says something to the last: fourteen months less the first one. */
const NEEDED_DAYS = 380;

/**
 * `model`, whose layers stand, with the season of the shop, and with its layer of customers learned
 * anew beside the season, so that what Christmas brings is not taken for a higher level. Without a
 * season when the shop has not lived through fourteen months. `closedForms` are what the layers were
 * learned over. What came is held against the closed form, which was fitted to all of the time: the
 * layer has seen customers of the last months alone, and where the shop was young they were younger.
 * Nothing after `today` is read.
 */
export function withSeason(
  closedForms: Model,
  { season: _before, ...model }: Model,
  histories: readonly (readonly Fact[])[],
  today: number,
  calendar: Calendar,
): Model {
  if (!isOldEnough(histories, today, calendar)) return model;
  const layer = activityLayerOf(model);
  const usual = hazardOf(typicalValue(layer)) * (WEEK_DAYS / layer.horizonDays);
  const weeks = seasonWeeks(
    { ...model, activityLayer: closedFormLayer(model) },
    usual,
    histories,
    today,
    calendar,
  );
  if (spannedDays(weeks) < NEEDED_DAYS) return model;
  const season = learned(weeks, usual, model, today);
  const learning = learnActivityLayerFrom(recentWindows(today), levelWindows(today), {
    season,
    layer,
  })({ model: closedForms, today, calendar });
  for (const facts of histories) learning.add(facts);
  return { ...model, ...learning.finish(), season };
}

/** Spares young shops the looking back: they cannot have a season. */
function isOldEnough(
  histories: readonly (readonly Fact[])[],
  today: number,
  { dayOf }: Calendar,
): boolean {
  return histories.some(
    ([first]) => first !== undefined && today - dayOf(first.atMs) > NEEDED_DAYS,
  );
}

function spannedDays(weeks: readonly SeasonWeek[]): number {
  const [first] = weeks;
  const last = weeks.at(-1);
  return first === undefined || last === undefined ? 0 : last.day - first.day;
}

function learned(
  weeks: readonly SeasonWeek[],
  usual: number,
  { seasonPrior = defaultModel().seasonPrior, level = defaultModel().level }: Model,
  today: number,
): Season {
  if (seasonPrior === undefined || level === undefined) {
    throw new RangeError('the shipped model does not say what is believed of seasons');
  }
  const from = learnedFrom(`${new Set(weeks.map(({ day }) => day)).size} weeks`, today);
  return { ...fitSeason(weeks, seasonPrior, level), usual, from };
}
