import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Asset } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

/** Moments of one life that are learned from, spread evenly over it. */
const MOMENTS_PER_LIFE = 100;

/** An asset at one moment of a life that ended in a failure. */
export type WearRow = {
  readonly life: string;
  /** The asset as it was known; only its newest report and services are read. */
  readonly asset: Asset;
  /** What was left at the newest report, in days and, where the meter is known, on the meter. */
  readonly daysLeft: number;
  readonly meterLeft: number | undefined;
};

/** A life that reported its condition and ended in a failure. */
export type EndedLife = {
  readonly name: string;
  readonly assetId: string;
  readonly days: readonly number[];
  rowAt(asset: Asset, day: number): Omit<WearRow, 'life'>;
};

/** The ended lives in a history in key order. */
export function endedLives(facts: readonly Fact[], calendar: Calendar): EndedLife[] {
  const reported = new Map<string, number[]>();
  const lives: EndedLife[] = [];
  for (const { atMs, event, key } of facts) {
    if (event.type === 'Condition Reported') {
      const { assetId } = event.properties;
      const days = reported.get(assetId) ?? [];
      reported.set(assetId, days);
      const day = calendar.dayOf(atMs);
      if (days.at(-1) !== day) days.push(day);
    }
    if (event.type !== 'Service Completed' || event.properties.cause !== 'failure') continue;
    const { assetId, meterValue } = event.properties;
    const endDay = calendar.dayOf(atMs);
    const days = (reported.get(assetId) ?? []).filter((day) => day < endDay);
    reported.delete(assetId);
    if (days.length < 2) continue;
    const name = `${event.customerId}\n${assetId}\n${key}`;
    lives.push({ name, assetId, days: spread(days), rowAt: leftUntil(endDay, meterValue) });
  }
  return lives;
}

function leftUntil(endDay: number, endMeter: number | undefined): EndedLife['rowAt'] {
  return (asset, day) => {
    const { condition } = asset;
    const meter = condition?.meter;
    return {
      asset: {
        ...asset,
        ...(condition && { condition: { ...condition, sensors: { ...condition.sensors } } }),
      },
      daysLeft: endDay - day,
      meterLeft:
        endMeter === undefined || meter === undefined ? undefined : Math.max(endMeter - meter, 0),
    };
  };
}

/** At most so many of the days, the first and the last among them. */
function spread(days: readonly number[]): number[] {
  if (days.length <= MOMENTS_PER_LIFE) return [...days];
  const step = (days.length - 1) / (MOMENTS_PER_LIFE - 1);
  return Array.from({ length: MOMENTS_PER_LIFE }, (_, at) => days[Math.round(at * step)] ?? 0);
}
