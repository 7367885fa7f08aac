import type { LevelDrift } from '../model/activity.ts';
import { type Season, type SeasonPrior, YEAR_PARTS } from '../model/season.ts';
import { middleOf, YEAR_DAYS } from '../season/season-on.ts';
import { likeness } from '../season/unlived-season.ts';
import { factorise, solveFactorised } from '../statistics/solve-positive.ts';
import type { SeasonWeek } from './season-weeks.ts';

const MONTH_DAYS = 30;
/** How far off forecasts are on the whole is not known beforehand: standard deviation of ln. */
const LEVEL_SD = 2;

type FittedSeason = Pick<Season, 'curve' | 'slopes' | 'doubt'>;

/**
 * The part of how far off forecasts were that returns with the time of the year: what is left to it
 * beside a level and a trend that drift, and what single weeks add. What was seen in one year only
 * is believed in part, few outcomes hardly. Source: Gaussian process regression with a sum of
 * covariances, one of them periodic, Rasmussen & Williams, Gaussian Processes for Machine Learning
 * (2006), eq. 2.25, 2.26 and 4.31.
 * @throws RangeError when there is no week.
 */
export function fitSeason(
  weeks: readonly SeasonWeek[],
  prior: SeasonPrior,
  drift: LevelDrift,
): FittedSeason {
  if (weeks.length === 0) throw new RangeError('a season wants weeks, there are none');
  const factor = covariances(weeks, prior, drift);
  factorise(factor, weeks.length);
  const pull = Float64Array.from(weeks, ({ offset }) => offset.value);
  solveFactorised(factor, pull, weeks.length);
  const parts = Array.from({ length: YEAR_PARTS }, (_, part) => middleOf(part));
  const alike = parts.map((day) =>
    Float64Array.from(weeks, (week) => likeness(day - week.day, prior)),
  );
  const slopes = weeks.map(({ pace }, at) => pace * (pull[at] ?? 0));
  return {
    curve: centred(alike.map((row) => prior.sd ** 2 * dot(row, pull))),
    slopes: centred(alike.map((row) => prior.slopeSd ** 2 * dot(row, slopes))),
    doubt: rounded(doubtOf(alike, parts, factor, prior)),
  };
}

/** Of all pairs of weeks, row-major. */
function covariances(
  weeks: readonly SeasonWeek[],
  prior: SeasonPrior,
  drift: LevelDrift,
): Float64Array {
  const size = weeks.length;
  const middle = weeks.reduce((sum, { day }) => sum + day, 0) / size;
  const matrix = new Float64Array(size * size);
  for (const [row, a] of weeks.entries()) {
    for (const [column, b] of weeks.slice(0, row + 1).entries()) {
      const paces = a.pace * b.pace;
      const ofSeason =
        likeness(a.day - b.day, prior) * (prior.sd ** 2 + prior.slopeSd ** 2 * paces);
      const kept = drift.kept ** (Math.abs(a.day - b.day) / MONTH_DAYS);
      const years = ((a.day - middle) / YEAR_DAYS) * ((b.day - middle) / YEAR_DAYS);
      const level = LEVEL_SD ** 2 + drift.sd ** 2 * kept + prior.trendSd ** 2 * years;
      const ofLevel = level * (1 + (prior.levelSlopeSd / drift.sd) ** 2 * paces);
      const ofWeek = a.day === b.day ? prior.jumpSd ** 2 : 0;
      const own = row === column ? a.offset.variance + prior.ownJumpSd ** 2 : 0;
      matrix[row * size + column] = ofSeason + ofLevel + ofWeek + own;
    }
  }
  return matrix;
}

/** Root of the mean variance that is left of the curve around its mean. */
function doubtOf(
  alike: readonly Float64Array[],
  parts: readonly number[],
  factor: Float64Array,
  prior: SeasonPrior,
): number {
  const known = alike.map((row) => {
    const solved = row.slice();
    solveFactorised(factor, solved, row.length);
    return solved;
  });
  let [ofParts, ofMean] = [0, 0];
  for (const [at, row] of alike.entries()) {
    for (const [other, solved] of known.entries()) {
      const days = (parts[at] ?? 0) - (parts[other] ?? 0);
      const left = prior.sd ** 2 * likeness(days, prior) - prior.sd ** 4 * dot(row, solved);
      ofMean += left / YEAR_PARTS ** 2;
      if (at === other) ofParts += left / YEAR_PARTS;
    }
  }
  return Math.sqrt(Math.max(ofParts - ofMean, 0));
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => rounded(value - mean));
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
