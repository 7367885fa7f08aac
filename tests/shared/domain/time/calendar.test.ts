import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { calendarOf, dayOfIso, isoDate } from '#shared/domain/time/calendar.ts';

const at = (text: string): number => Date.parse(text);

/** Local time of an instant by the zone's own rules, asked each time. */
function byTheRules(zone: string, atMs: number) {
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  return { day: dayOfIso(zoned.toPlainDate().toString()), hour: zoned.hour };
}

describe('a calendar', () => {
  it.each([
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Monrovia',
    'Pacific/Apia',
    'UTC',
  ])('agrees with the rules of %s around every change, in whatever order it is asked', (zone) => {
    const { dayOf, hourOf } = calendarOf(zone);
    const instants: number[] = [];
    let atMs = at('1970-01-01T00:00:00Z');
    for (let change = 0; change < 90; change += 1) {
      const from = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
      const next = from.getTimeZoneTransition('next');
      if (next === null || next === undefined || next.year > 2030) break;
      atMs = next.epochMilliseconds;
      for (const aside of [-3_600_000, -1_800_000, -1, 0, 1, 1_799_999, 3_599_999])
        instants.push(atMs + aside);
    }
    const scattered = instants.toSorted((a, b) => (a % 9_973) - (b % 9_973));
    for (const instant of [...scattered, at('2026-06-01T12:00:00Z')]) {
      const asked = { day: dayOf(instant), hour: hourOf(instant) };
      expect({ instant, ...asked }).toEqual({ instant, ...byTheRules(zone, instant) });
    }
  });

  it('gives the next valid time for an hour that a day leaves out', () => {
    const { at: instantOf } = calendarOf('Europe/Berlin');
    expect(instantOf(dayOfIso('2026-03-29'), 2)).toBe(at('2026-03-29T03:00:00+02:00'));
    expect(isoDate(calendarOf('Pacific/Apia').dayOf(at('2011-12-30T10:30:00Z')))).toBe(
      '2011-12-31',
    );
  });

  it('refuses what is no zone', () => {
    expect(() => calendarOf('Europe/Atlantis')).toThrow(RangeError);
  });
});
