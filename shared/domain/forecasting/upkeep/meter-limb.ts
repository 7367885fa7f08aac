import type { Asset } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { normalCdf } from '../statistics/normal.ts';
import { lastServiceDay } from './last-service.ts';
import type { Limb } from './limb.ts';
import { type UsageRate, usageRate } from './usage-rate.ts';

export type MeterLimb = Limb & {
  /** Days by which the date would be off today for want of a reading (standard deviation). */
  readonly doubtDays: number;
  readonly daysSinceReading: number;
};

/** Standard deviation of the due date, in days, up to which it counts as known. */
const DATE_KNOWN_DAYS = 30;

/**
 * Service due by the meter: the probability that the meter, running at its estimated rate since the
 * last reading, has reached the value at which service is due. What it has done meanwhile is normal
 * with variance rate² (dispersion t + cv² t²), so that doubt grows until the next reading.
 */
export function meterLimb(asset: Asset, model: Model, today: number): MeterLimb | undefined {
  if (asset.everyMeter === undefined) return undefined;
  const usage = usageRate(asset, model);
  const missing = meterAtService(asset, usage) + asset.everyMeter - usage.lastValue;
  const doubtAfter = (days: number): number =>
    Math.sqrt(model.usage.dispersionDays * days + (usage.cv * days) ** 2);
  const dueBy = (day: number): number => {
    if (missing <= 0) return 1;
    const days = day - usage.lastDay;
    if (!(days > 0 && usage.perDay > 0)) return 0;
    return normalCdf((days - missing / usage.perDay) / doubtAfter(days));
  };
  const daysSinceReading = Math.max(today - usage.lastDay, 0);
  const doubtDays = doubtAfter(daysSinceReading);
  const daysAhead = usage.perDay > 0 ? missing / usage.perDay : Number.POSITIVE_INFINITY;
  return {
    code: 'meter',
    dueBy,
    ...inWords(asset.everyMeter, asset.unit, missing - usage.perDay * daysSinceReading, usage),
    evidence: usage.known && doubtAfter(daysAhead) <= DATE_KNOWN_DAYS ? 'enough' : 'thin',
    ...(Number.isFinite(daysAhead) ? { plainDay: usage.lastDay + Math.round(daysAhead) } : {}),
    doubtDays,
    daysSinceReading,
  };
}

/** What the meter showed at the last service, interpolated when nobody wrote it down. */
function meterAtService(asset: Asset, usage: UsageRate): number {
  const day = lastServiceDay(asset);
  const noted = Object.values(asset.components).find(({ last }) => last === day)?.lastMeter;
  if (noted !== undefined) return noted;
  const before = asset.readings.findLast(([at]) => at <= day);
  const after = asset.readings.find(([at]) => at >= day);
  if (before !== undefined && after !== undefined && after[0] > before[0]) {
    const share = (day - before[0]) / (after[0] - before[0]);
    return before[1] + share * (after[1] - before[1]);
  }
  if (before !== undefined) return before[1] + usage.perDay * (day - before[0]);
  if (after !== undefined) return Math.max(after[1] - usage.perDay * (after[0] - day), 0);
  return 0;
}

function inWords(every: number, unit = '', left: number, usage: UsageRate) {
  const text = (): string => {
    const amount = (value: number): string => [Math.round(value), unit].join(' ').trim();
    const rate = usage.perDay >= 10 ? Math.round(usage.perDay) : usage.perDay.toPrecision(2);
    const pace = `${rate} a day${usage.known ? '' : ' assumed'}`;
    const standing = left > 0 ? `about ${amount(left)} left` : `about ${amount(-left)} over`;
    return `service every ${amount(every)}, ${standing} at ${pace}`;
  };
  return { text, value: Math.round(left) };
}
