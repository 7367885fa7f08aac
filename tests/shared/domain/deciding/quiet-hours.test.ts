import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { nextAllowedInstant } from '#shared/domain/deciding/quiet-hours.ts';
import { rulePackOf, sendWindow } from '#shared/domain/deciding/quiet-hours-rules.ts';

const DAY_MS = 86_400_000;
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const localOf = (atMs: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);

const regions = ['default', 'EU', 'DE', 'GB', 'US', 'RU'];
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) });
/** Instants within three hours of clocks going forward or back in Berlin and New York. */
const nearClockChange = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 10, 1, 6),
    ),
    fc.integer({ min: -3 * 3_600_000, max: 3 * 3_600_000 }),
  )
  .map(([change, offset]) => change + offset);
const purpose = fc.constantFrom('marketing' as const, 'service' as const);

const isAllowed = (atMs: number, zone: string, region: string, why: 'marketing' | 'service') => {
  const local = localOf(atMs, zone);
  const hours = sendWindow(region, why)(local.dayOfWeek);
  return hours !== undefined && local.hour >= hours[0] && local.hour < hours[1];
};

describe('quiet hours', () => {
  test('a German Sunday evening waits for Monday at eight', () => {
    const sunday = at('2026-03-01T18:30[Europe/Berlin]');
    expect(nextAllowedInstant(sunday, 'Europe/Berlin', 'DE', 'marketing')).toBe(
      at('2026-03-02T08:00[Europe/Berlin]'),
    );
    expect(nextAllowedInstant(sunday, 'Europe/Berlin', 'DE', 'service')).toBe(sunday);
  });

  test('a Russian Friday evening waits for Monday with marketing and for Saturday with service', () => {
    const friday = at('2026-03-06T20:00[Europe/Moscow]');
    const next = (why: 'marketing' | 'service') =>
      nextAllowedInstant(friday, 'Europe/Moscow', 'RU', why);
    expect(next('marketing')).toBe(at('2026-03-09T09:00[Europe/Moscow]'));
    expect(next('service')).toBe(at('2026-03-07T09:00[Europe/Moscow]'));
  });

  test.each([
    ['DE', 'marketing', [[8, 20], [8, 20], undefined]],
    [
      'DE',
      'service',
      [
        [8, 20],
        [8, 20],
        [9, 20],
      ],
    ],
    [
      'US',
      'marketing',
      [
        [8, 21],
        [8, 21],
        [8, 21],
      ],
    ],
    ['RU', 'marketing', [[9, 20], undefined, undefined]],
    [
      'XX',
      'marketing',
      [
        [9, 20],
        [9, 20],
        [9, 20],
      ],
    ],
    [
      'US-HI',
      'marketing',
      [
        [8, 21],
        [8, 21],
        [8, 21],
      ],
    ],
  ] as const)('in %s are for %s on Friday, Saturday and Sunday %j', (region, why, hours) => {
    expect([5, 6, 7].map(sendWindow(region, why))).toEqual(hours);
  });

  test('the night in which clocks go forward still ends at eight local time', () => {
    expect(
      nextAllowedInstant(
        at('2026-03-28T21:00[Europe/Berlin]'),
        'Europe/Berlin',
        'default',
        'service',
      ),
    ).toBe(at('2026-03-29T09:00[Europe/Berlin]'));
  });

  test('the closing hour itself is quiet and the minute before it is not', () => {
    const close = at('2026-03-03T21:00[America/Chicago]');
    expect(nextAllowedInstant(close - 1, 'America/Chicago', 'US', 'marketing')).toBe(close - 1);
    expect(nextAllowedInstant(close, 'America/Chicago', 'US', 'marketing')).toBe(
      at('2026-03-04T08:00[America/Chicago]'),
    );
  });

  test('an unknown zone in Russia leaves the hour that suits Kaliningrad and Kamchatka', () => {
    const found = nextAllowedInstant(
      at('2026-03-02T12:00[Europe/Moscow]'),
      undefined,
      'RU',
      'marketing',
    );
    expect(found).toBe(at('2026-03-03T09:00[Europe/Kaliningrad]'));
    expect(localOf(found, 'Asia/Kamchatka').hour).toBe(19);
  });

  test('a zone that does not exist counts as unknown', () => {
    const night = at('2026-03-03T03:00[Europe/Berlin]');
    expect(nextAllowedInstant(night, 'Mars/Olympus', 'DE', 'service')).toBe(
      at('2026-03-03T08:00[Europe/Berlin]'),
    );
  });

  test('a region that could be anywhere refuses to guess without any zone', () => {
    expect(() => nextAllowedInstant(0, undefined, 'default', 'service')).toThrow(RangeError);
    expect(() =>
      nextAllowedInstant(0, undefined, 'default', 'service', 'Asia/Tokyo'),
    ).not.toThrow();
  });

  test('a part of a region follows its region, an unknown region the default', () => {
    expect(rulePackOf('DE-BY').region).toBe('DE');
    expect(rulePackOf('ZZ').region).toBe('default');
  });

  test('the result is never quiet, never earlier, at most four days later, and stable', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyInstant, nearClockChange),
        fc.constantFrom(...zones),
        fc.constantFrom(...regions),
        purpose,
        (atMs, zone, region, why) => {
          const found = nextAllowedInstant(atMs, zone, region, why);
          expect(found).toBeGreaterThanOrEqual(atMs);
          expect(found - atMs).toBeLessThanOrEqual(4 * DAY_MS);
          expect(isAllowed(found, zone, region, why)).toBe(true);
          expect(nextAllowedInstant(found, zone, region, why)).toBe(found);
          if (isAllowed(atMs, zone, region, why)) expect(found).toBe(atMs);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('with an unknown zone the result is allowed in every zone of the region', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyInstant, nearClockChange),
        fc.constantFrom('EU', 'DE', 'GB', 'US', 'RU'),
        purpose,
        (atMs, region, why) => {
          const found = nextAllowedInstant(atMs, undefined, region, why);
          expect(found - atMs).toBeLessThanOrEqual(4 * DAY_MS);
          for (const zone of rulePackOf(region).zones) {
            expect(isAllowed(found, zone, region, why)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
