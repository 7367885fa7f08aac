import { defaultModel } from './default-model.ts';
import type { ToldIn } from './forecast.ts';
import type { Beat } from './model/pulse.ts';
import type { Model } from './model.ts';
import { type PulseOf, pulseDoubt } from './pulse/pulse-on.ts';
import { seasonDoubt } from './season/season-on.ts';
import { unlivedSeasonDoubt } from './season/unlived-season.ts';

/** Mean distance from its middle of what is normal, in standard deviations. */
export const MEAN_DISTANCE = Math.sqrt(2 / Math.PI);
/** Error to be expected of all forecasts alike up to which they are told in percent. */
const MOST_IN_PERCENT = 0.02;

/** In words where all such forecasts are expected to be off by more than 2 points, or nobody knows. */
export const tellIn = (error: number | undefined): ToldIn =>
  error !== undefined && error <= MOST_IN_PERCENT ? 'percent' : 'words';

/** How forecasts of what customers buy are told. */
export const toldIn = (model: Model, of: PulseOf, today: number, horizonDays: number): ToldIn =>
  tellIn(levelError(model, of, today, horizonDays));

/**
 * Calibration error to be expected of all forecasts of the shop alike (mean distance of
 * probabilities, 0 to 1), because the level of the days ahead is not known: the doubt of the pulse
 * and that of the season, or of what the season may yet bring where the shop has not lived through
 * one, times how much the mean probability moves with the level. Products know of no season.
 * Undefined where nobody knows what the newest weeks were like.
 */
export function levelError(
  model: Model,
  of: PulseOf,
  today: number,
  horizonDays: number,
): number | undefined {
  const steepness = steepnessWithin(model.pulse?.[of], horizonDays);
  if (steepness === undefined) return undefined;
  const ofSeason =
    of === 'visits' && model.season !== undefined
      ? seasonDoubt(model)
      : unlivedDoubt(model, horizonDays);
  const sd = Math.hypot(pulseDoubt(model, of, today, horizonDays), ofSeason);
  return MEAN_DISTANCE * sd * steepness;
}

function unlivedDoubt(
  { seasonPrior = defaultModel().seasonPrior }: Model,
  horizonDays: number,
): number {
  if (seasonPrior === undefined) {
    throw new RangeError('the shipped model does not say what is believed of seasons');
  }
  return unlivedSeasonDoubt(seasonPrior, horizonDays);
}

/** In proportion between the days for which it is known; beyond the last as there. */
function steepnessWithin(beat: Beat | undefined, horizonDays: number): number | undefined {
  let [days, before] = [0, 0];
  for (const [untilDays, value] of beat?.steepness ?? []) {
    if (horizonDays <= untilDays) {
      return before + ((horizonDays - days) / (untilDays - days)) * (value - before);
    }
    [days, before] = [untilDays, value];
  }
  return beat?.steepness === undefined ? undefined : before;
}
