import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import { capFreeAt } from '#shared/domain/deciding/rolling-cap.ts';
import { plannedSendMs } from '#shared/domain/deciding/send-time.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const DAY_MS = 86_400_000;

describe('the control group', () => {
  const shop = { holdoutShare: 0.05, holdoutSalt: 'spring' };
  const ids = Array.from({ length: 20_000 }, (_, index) => `C-${index}`);

  test('holds about the share asked for, of consecutive ids too', () => {
    const held = ids.filter((id) => isHeldOut(id, shop)).length;
    expect(held / ids.length).toBeGreaterThan(0.045);
    expect(held / ids.length).toBeLessThan(0.055);
  });

  test('changes with the salt and with nothing else', () => {
    const held = ids.filter((id) => isHeldOut(id, shop));
    expect(ids.filter((id) => isHeldOut(id, shop))).toEqual(held);
    const overlap = held.filter((id) => isHeldOut(id, { ...shop, holdoutSalt: 'autumn' }));
    expect(overlap.length / held.length).toBeLessThan(0.1);
  });

  test('is empty at share 0, everybody at share 1, and grows without losing members', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (id, share) => {
        expect(isHeldOut(id, { ...shop, holdoutShare: 0 })).toBe(false);
        expect(isHeldOut(id, { ...shop, holdoutShare: 1 })).toBe(true);
        if (isHeldOut(id, { ...shop, holdoutShare: share * 0.5 })) {
          expect(isHeldOut(id, { ...shop, holdoutShare: share })).toBe(true);
        }
      }),
    );
  });
});

describe('the rolling cap', () => {
  const cap = { contacts: 2, days: 7 };

  test('is free while fewer contacts lie in the window', () => {
    expect(capFreeAt([], cap, 100 * DAY_MS)).toBe(100 * DAY_MS);
    expect(capFreeAt([99 * DAY_MS], cap, 100 * DAY_MS)).toBe(100 * DAY_MS);
  });

  test('frees when enough contacts have left the window', () => {
    expect(capFreeAt([99 * DAY_MS, 95 * DAY_MS], cap, 100 * DAY_MS)).toBe(102 * DAY_MS);
    expect(
      capFreeAt(
        [99, 98, 97, 96].map((day) => day * DAY_MS),
        cap,
        100 * DAY_MS,
      ),
    ).toBe(105 * DAY_MS);
  });

  test('a contact at the instant it names keeps to the cap, one millisecond before does not', () => {
    const day = fc.integer({ min: 0, max: 40 * DAY_MS });
    fc.assert(
      fc.property(
        fc.array(day, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (contacted, contacts) => {
          const nowMs = 40 * DAY_MS;
          const free = capFreeAt(contacted, { contacts, days: 7 }, nowMs);
          const inWindow = (atMs: number) =>
            contacted.filter((each) => each > atMs - 7 * DAY_MS).length;
          expect(inWindow(free)).toBeLessThan(contacts);
          if (free > nowMs) expect(inWindow(free - 1)).toBeGreaterThanOrEqual(contacts);
        },
      ),
    );
  });
});

describe('the planned send time', () => {
  const shop = { sendHour: 10, region: 'DE' };
  const berlin = calendarOf('Europe/Berlin');
  const planned = (now: string, timeZone?: string, hour = 10) =>
    new Date(
      plannedSendMs(
        timeZone === undefined ? {} : { timeZone },
        { ...shop, sendHour: hour },
        berlin,
        Date.parse(now),
        'marketing',
      ),
    ).toISOString();

  test('is today at the send hour, or tomorrow when that has passed', () => {
    expect(planned('2026-03-03T07:00:00Z')).toBe('2026-03-03T09:00:00.000Z');
    expect(planned('2026-03-03T09:00:00Z')).toBe('2026-03-03T09:00:00.000Z');
    expect(planned('2026-03-03T09:00:01Z')).toBe('2026-03-04T09:00:00.000Z');
  });

  test('skips a quiet Sunday to the send hour of Monday', () => {
    expect(planned('2026-03-01T03:00:00Z')).toBe('2026-03-02T09:00:00.000Z');
  });

  test('follows the clock of the customer when it is known', () => {
    expect(planned('2026-03-03T07:00:00Z', 'Asia/Tokyo')).toBe('2026-03-04T01:00:00.000Z');
  });

  test('falls back to the first allowed hour when the send hour is always quiet', () => {
    expect(planned('2026-03-03T22:00:00Z', 'Europe/Berlin', 23)).toBe('2026-03-04T07:00:00.000Z');
  });
});
