import { Temporal } from 'temporal-polyfill';

const QUARTER_MS = 15 * 60_000;

/** Turns wall-clock milliseconds (as if they were UTC) of one zone into epoch milliseconds. */
export type WallClock = (wallMs: number) => number;

/**
 * The wall clock of a zone. In a gap of summer time the next valid time counts, in a repeated hour
 * the first. Offsets are remembered per quarter of an hour, so that a long file asks seldom.
 * @throws RangeError when the zone is not an IANA zone.
 */
export function wallClockOf(zone: string): WallClock {
  const offsets = new Map<number, number>();
  const offsetMs = (wallMs: number): number => {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const wall = new Date(quarter * QUARTER_MS).toISOString().slice(0, -1);
    const found =
      quarter * QUARTER_MS -
      Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
    offsets.set(quarter, found);
    return found;
  };
  offsetMs(0);
  return (wallMs) => wallMs - offsetMs(wallMs);
}
