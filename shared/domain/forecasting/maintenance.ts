import type { Reason } from '#shared/contracts/outbound.ts';
import type { Asset, Fold } from '#shared/domain/customer/state.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import { toldByClocks } from './clock-error.ts';
import { wearLimb } from './condition/wear-limb.ts';
import { daysAgo } from './days-in-words.ts';
import type { Forecast } from './forecast.ts';
import type { Model } from './model.ts';
import { bisect } from './statistics/bisect.ts';
import { failureLimb } from './upkeep/failure-limb.ts';
import { failureOutlooks } from './upkeep/failure-outlook.ts';
import { intervalLimb } from './upkeep/interval-limb.ts';
import { lastServiceDay } from './upkeep/last-service.ts';
import type { Limb } from './upkeep/limb.ts';
import { type MeterLimb, meterLimb } from './upkeep/meter-limb.ts';

const HORIZON_DAYS = 30;
/** No date is given beyond ten years. */
const FARTHEST_DAYS = 3_650;
/** By how much the same product of probabilities differs in another order. */
const ROUNDING = 1e-9;
/** A reading is wanted when it is this old, leaves this much doubt, and the answer is this open. */
const READING = { olderThanDays: 30, doubtDays: 14, from: 0.1, to: 0.9 } as const;

/**
 * When an asset needs service: whichever comes first of time, meter and failure. It becomes a
 * `meter-reading` when doubt about the meter decides and a reading would settle it.
 * @throws RangeError when the customer does not own the asset, or a day is not one.
 */
export function forecastMaintenance(
  fold: Fold,
  assetId: string,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): Forecast {
  checkDay(today);
  checkHorizon(horizonDays);
  const asset = assetOf(fold, assetId);
  const meter = meterLimb(asset, model, today);
  const limbs = firstFirst(limbsOf(asset, meter, model, today), today);
  const first = limbs[0];
  const dueBy = (day: number): number => anyOf(limbs, day);
  const wantsReading = meter !== undefined && readingWouldSettle(meter, limbs, today + horizonDays);
  let reasons: readonly Reason[] | undefined;
  return {
    kind: wantsReading ? 'meter-reading' : 'maintenance',
    subject: assetId,
    probability: dueBy(today + horizonDays),
    horizonDays,
    ...dates(dueBy, limbs, today),
    anchorDay: lastServiceDay(asset),
    evidence: first === undefined ? 'none' : wantsReading ? 'thin' : first.evidence,
    get toldIn() {
      return toldByClocks(
        limbs.map(({ clock }) => clock?.()),
        horizonDays,
      );
    },
    /** Put into words when they are read: most forecasts are compared and never shown. */
    get reasons() {
      reasons ??= reasonsOf(asset, limbs, wantsReading ? meter : undefined, today);
      return reasons;
    },
    modelVersion: model.version,
  };
}

/**
 * How likely service of the asset is due within the horizon, as its forecast says; no dates, no words.
 * @throws RangeError when the customer does not own the asset, or a day is not one.
 */
export function maintenanceScore(
  fold: Fold,
  assetId: string,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): number {
  checkDay(today);
  checkHorizon(horizonDays);
  const asset = assetOf(fold, assetId);
  const limbs = limbsOf(asset, meterLimb(asset, model, today), model, today);
  return anyOf(limbs, today + horizonDays);
}

/**
 * The forecasts of the assets that may be expected to need service within so many days from today.
 * The probability is asked first: the dates cost many of it, and most assets need none.
 * @throws RangeError when a day is not one.
 */
export function maintenancesWithin(
  fold: Fold,
  model: Model,
  today: number,
  days: number,
): readonly Forecast[] {
  checkDay(today);
  return Object.entries(fold.assets).flatMap(([assetId, asset]) => {
    const limbs = limbsOf(asset, meterLimb(asset, model, today), model, today);
    const isAgreed = limbs.some(({ agreedDay = Infinity }) => agreedDay <= today + days);
    const isNear = isAgreed || anyOf(limbs, today + days) >= 0.5 - ROUNDING;
    return isNear ? [forecastMaintenance(fold, assetId, model, today)] : [];
  });
}

function assetOf({ assets }: Fold, assetId: string): Asset {
  const asset = Object.hasOwn(assets, assetId) ? assets[assetId] : undefined;
  if (asset === undefined) throw new RangeError(`the customer does not own asset ${assetId}`);
  return asset;
}

/** The forecasts of every asset that the customer owns. */
export const forecastAllMaintenances = (
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): readonly Forecast[] =>
  Object.keys(fold.assets).map((assetId) =>
    forecastMaintenance(fold, assetId, model, today, horizonDays),
  );

function limbsOf(asset: Asset, meter: Limb | undefined, model: Model, today: number): Limb[] {
  const failures = failureOutlooks(asset, model, today).map(failureLimb);
  return [
    intervalLimb(asset, model, today),
    meter,
    wearLimb(asset, model, today),
    ...failures,
  ].filter((limb) => limb !== undefined);
}

/** Limbs by the day on which each alone is as likely as not to have come. */
function firstFirst(limbs: readonly Limb[], today: number): Limb[] {
  return limbs
    .map((limb) => ({ limb, day: likelyDay(limb, today) }))
    .sort((a, b) => a.day - b.day)
    .map(({ limb }) => limb);
}

/** Day by which a limb alone is as likely as not to have come. */
function likelyDay({ dueBy, daysUntil }: Limb, today: number): number {
  if (daysUntil === undefined) return dayOf(dueBy, 0.5, today);
  return today + Math.min(Math.ceil(daysUntil(0.5)), FARTHEST_DAYS);
}

const anyOf = (limbs: readonly Limb[], day: number): number =>
  1 - limbs.reduce((none, limb) => none * (1 - limb.dueBy(day)), 1);

/** First whole day by which the probability reaches `share`. */
const dayOf = (dueBy: (day: number) => number, share: number, today: number): number =>
  Math.ceil(bisect((day) => dueBy(day) >= share, today, today + FARTHEST_DAYS, 0.25));

/** The day as likely as not; where an interval was agreed on, that day is not waited beyond. */
function dates(dueBy: (day: number) => number, limbs: readonly Limb[], today: number) {
  const farthest = today + FARTHEST_DAYS;
  if (limbs.length === 0 || dueBy(farthest) < 0.5) return {};
  const plain = limbs.flatMap(({ plainDay }) => plainDay ?? []);
  const agreed = limbs.map(({ agreedDay = Infinity }) => agreedDay);
  const expectedDay = Math.min(dayOf(dueBy, 0.5, today), ...agreed);
  return {
    expectedDay,
    p10Day: Math.min(dayOf(dueBy, 0.1, today), expectedDay),
    p90Day: dayOf(dueBy, 0.9, today),
    ...(plain.length === 0 ? {} : { plainDay: Math.min(...plain) }),
  };
}

/** An old reading leaves the date open, and nothing else makes service due before the meter does. */
function readingWouldSettle(meter: MeterLimb, limbs: readonly Limb[], day: number): boolean {
  const open = meter.dueBy(day) >= READING.from && meter.dueBy(day) <= READING.to;
  const others = limbs.filter((limb) => limb !== meter);
  return (
    open &&
    meter.daysSinceReading >= READING.olderThanDays &&
    meter.doubtDays >= READING.doubtDays &&
    anyOf(others, day) < 0.5
  );
}

function reasonsOf(
  { booked }: Asset,
  limbs: readonly Limb[],
  unread: MeterLimb | undefined,
  today: number,
): Reason[] {
  const reasons: Reason[] = limbs.map(({ code, text, value }, at) => ({
    code,
    text: at === 0 && limbs.length > 1 ? `comes first: ${text()}` : text(),
    value,
  }));
  reasons.push(...(limbs[0]?.why?.() ?? []));
  if (unread !== undefined) {
    const { daysSinceReading } = unread;
    const text = `meter last read ${daysAgo(daysSinceReading)}, a reading would settle it`;
    reasons.unshift({ code: 'old-reading', text, value: daysSinceReading });
  }
  if (booked !== undefined && booked >= today) {
    const text = `service is booked for ${isoDate(booked)}`;
    reasons.push({ code: 'booked', text, value: booked - today });
  }
  return reasons;
}
