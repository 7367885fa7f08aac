import type { Asset } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';

/** How fast a meter runs, and where it stood last. */
export type UsageRate = {
  readonly perDay: number;
  /** Standard deviation of the rate, as a share of it. */
  readonly cv: number;
  readonly lastDay: number;
  readonly lastValue: number;
  /** False when neither two readings nor other assets of the product say anything. */
  readonly known: boolean;
};

/** A meter whose interval has no days is taken to need service once a year, until it is read. */
const ASSUMED_DAYS = 365;
const ASSUMED_CV = 1;
/** The newest readings alone are used when they span this long: use changes. */
const RECENT_SPAN_DAYS = 90;
/** An asset that stands still is as uncertain as one used this share of what is typical. */
const SMALLEST_SHARE = 0.1;

/**
 * Rate of use from sparse readings: own rate shrunk to that of the product by precision where
 * that is known, the variance of own use over t days being `dispersionDays x rate² / t` plus the drift.
 */
export function usageRate(asset: Asset, { usage }: Model): UsageRate {
  const { product, everyMeter = 0, everyDays = ASSUMED_DAYS } = asset;
  const typical = Object.hasOwn(usage.rates, product) ? usage.rates[product] : undefined;
  const prior =
    typical === undefined
      ? { perDay: everyMeter / everyDays, cv: ASSUMED_CV }
      : { perDay: typical, cv: usage.betweenCv };
  const [lastDay, lastValue] = asset.readings.at(-1) ?? [asset.since, 0];
  const own = ownRate(asset.readings);
  const known = own !== undefined || typical !== undefined;
  if (own === undefined) return { ...prior, lastDay, lastValue, known };
  const ownCv = Math.sqrt(usage.dispersionDays / own.days + usage.driftCv ** 2);
  if (typical === undefined) return { perDay: own.perDay, cv: ownCv, lastDay, lastValue, known };
  const priorVariance = (prior.cv * typical) ** 2;
  const ownVariance = (ownCv * Math.max(own.perDay, SMALLEST_SHARE * typical)) ** 2;
  const weight = priorVariance / (priorVariance + ownVariance);
  const perDay = typical + weight * (own.perDay - typical);
  return { perDay, cv: Math.sqrt(weight * ownVariance) / perDay, lastDay, lastValue, known };
}

type Readings = Asset['readings'];
type Reading = Readings[number];

function ownRate(readings: Readings): { perDay: number; days: number } | undefined {
  const last = readings.at(-1);
  const recent = spanOf(readings[1], last);
  return recent !== undefined && recent.days >= RECENT_SPAN_DAYS
    ? recent
    : spanOf(readings[0], last);
}

function spanOf(
  first: Reading | undefined,
  last: Reading | undefined,
): { perDay: number; days: number } | undefined {
  if (first === undefined || last === undefined || last[0] <= first[0]) return undefined;
  const days = last[0] - first[0];
  return { perDay: (last[1] - first[1]) / days, days };
}
