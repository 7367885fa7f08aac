import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant';
import { fromFields, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import {
  addMilliseconds,
  getTimeZoneTransition,
  offsetNanoseconds,
} from 'temporal-polyfill/fns/ZonedDateTime';
import { DAY_MS, HOUR_MS } from '#shared/domain/time/spans.ts';

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
 * The calendar of a zone. Offsets are remembered from one change of the clocks to the next, so that
 * folding a long history asks the zone's rules twice a year of it at most.
 * @throws RangeError when the zone is not an IANA zone.
 */
export function calendarOf(zone: string): Calendar {
  let span = spanAt(0, zone);
  const known = [span];
  const offsetMs = (atMs: number): number => {
    if (isWithin(span, atMs)) return span.offsetMs;
    const found = known.find((each) => isWithin(each, atMs));
    span = found ?? spanAt(atMs, zone);
    if (found === undefined) known.push(span);
    return span.offsetMs;
  };
  const localMs = (atMs: number): number => atMs + offsetMs(atMs);
  return {
    zone,
    dayOf: (atMs) => Math.floor(localMs(atMs) / DAY_MS),
    hourOf: (atMs) => Math.floor((((localMs(atMs) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS),
    at: (day, hour) =>
      toZonedDateTime(fromFields({ ...dateOf(day), hour }), zone).epochMilliseconds,
  };
}

/** From `fromMs` up to before `untilMs` the zone's clocks are `offsetMs` ahead of UTC. */
type Span = { readonly fromMs: number; readonly untilMs: number; readonly offsetMs: number };

const isWithin = ({ fromMs, untilMs }: Span, atMs: number): boolean =>
  atMs >= fromMs && atMs < untilMs;

function spanAt(atMs: number, zone: string): Span {
  const zoned = toZonedDateTimeISO(fromEpochMilliseconds(Math.floor(atMs)), zone);
  /* The change before is asked of a moment later, since one at this very instant has happened. */
  const before = getTimeZoneTransition(addMilliseconds(zoned, 1), 'previous');
  const after = getTimeZoneTransition(zoned, 'next');
  return {
    fromMs: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilMs: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: offsetNanoseconds(zoned) / 1e6,
  };
}

function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
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
