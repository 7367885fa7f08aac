import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Local days and months of one time zone. Days and months count from January 1970. */
export type Calendar = {
  readonly zone: string;
  /** Local day of an instant. */
  dayOf(atMs: number): number;
  /** Local hour of an instant, 0 to 23. */
  hourOf(atMs: number): number;
  /** Instant at which it is `hour` o'clock on the local day (or the next valid time in a DST gap). */
  at(day: number, hour: number): number;
};

/**
 * The calendar of a zone. Offsets are remembered per UTC hour, so that folding a long history asks
 * the zone's rules once an hour of it at most.
 * @throws RangeError when the zone is not an IANA zone.
 */
export function calendarOf(zone: string): Calendar {
  const offsetMsByHour = new Map<number, number>();
  const offsetMs = (atMs: number): number => {
    const hour = Math.floor(atMs / HOUR_MS);
    const known = offsetMsByHour.get(hour);
    if (known !== undefined) return known;
    const zoned = Temporal.Instant.fromEpochMilliseconds(hour * HOUR_MS).toZonedDateTimeISO(zone);
    const found = zoned.offsetNanoseconds / 1e6;
    offsetMsByHour.set(hour, found);
    return found;
  };
  offsetMs(0);
  const localMs = (atMs: number): number => atMs + offsetMs(atMs);
  return {
    zone,
    dayOf: (atMs) => Math.floor(localMs(atMs) / DAY_MS),
    hourOf: (atMs) => Math.floor((((localMs(atMs) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS),
    at: (day, hour) =>
      Temporal.PlainDate.from(isoDate(day)).toZonedDateTime({ timeZone: zone, plainTime: { hour } })
        .epochMilliseconds,
  };
}

/** `2026-03-01` of a day. */
export const isoDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Day of `2026-03-01`. @throws RangeError when the text is not a date. */
export function dayOfIso(date: string): number {
  const atMs = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isFinite(atMs))
    throw new RangeError(`expected a date such as 2026-03-01, got ${date}`);
  return atMs / DAY_MS;
}

/** Months since January 1970 of a day. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
