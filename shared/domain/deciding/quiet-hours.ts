import { type Calendar, calendarOf } from '#shared/domain/time/calendar.ts';
import type { ContactPurpose } from './consent.ts';
import { rulePackOf, type SendWindow, sendWindow } from './quiet-hours-rules.ts';

/** No pack leaves more days than this between two allowed hours. */
const LONGEST_SEARCH_DAYS = 8;
/** Zones see each other's openings at most this often before an hour suits all of them. */
const LONGEST_ROUNDS = 400;

/**
 * The earliest instant from `atMs` on that lies in allowed hours of the region's rules.
 * @param zone the customer's IANA zone; unknown or no such zone means: only hours that are allowed
 *   in every zone of the region, or in `otherwise` where the region could be anywhere.
 * @throws RangeError when no such hour exists or no zone is given where the region has none.
 */
export function nextAllowedInstant(
  atMs: number,
  zone: string | undefined,
  region: string,
  purpose: ContactPurpose,
  otherwise?: string,
): number {
  const window = sendWindow(region, purpose);
  const calendars = calendarsToRespect(zone, region, otherwise);
  let candidateMs = atMs;
  for (let round = 0; round < LONGEST_ROUNDS; round += 1) {
    const before = candidateMs;
    for (const calendar of calendars) candidateMs = nextOpening(candidateMs, calendar, window);
    if (candidateMs === before) return candidateMs;
  }
  throw new RangeError(`region ${region} has no hour that suits all of its zones`);
}

/** Whether a message may go out at this very instant; parameters as of `nextAllowedInstant`. */
export const isAllowedInstant = (...question: Parameters<typeof nextAllowedInstant>): boolean =>
  nextAllowedInstant(...question) === question[0];

/** The calendar of a zone, or undefined when there is no such zone. */
export function calendarOfKnown(zone: string | undefined): Calendar | undefined {
  if (zone === undefined) return undefined;
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  try {
    const calendar = calendarOf(zone);
    calendars.set(zone, calendar);
    return calendar;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Calendars are worth keeping: each remembers the offsets it looked up. */
const calendars = new Map<string, Calendar>();

function calendarsToRespect(
  zone: string | undefined,
  region: string,
  otherwise: string | undefined,
): readonly Calendar[] {
  const own = calendarOfKnown(zone);
  if (own !== undefined) return [own];
  const possible = rulePackOf(region).zones.flatMap((each) => calendarOfKnown(each) ?? []);
  if (possible.length > 0) return possible;
  const last = calendarOfKnown(otherwise);
  if (last === undefined) {
    throw new RangeError(`region ${region} could be anywhere: name a time zone, got ${zone}`);
  }
  return [last];
}

/** `atMs` itself when it is inside the window, else the window's next opening. */
function nextOpening(atMs: number, calendar: Calendar, window: SendWindow): number {
  const today = calendar.dayOf(atMs);
  for (let day = today; day <= today + LONGEST_SEARCH_DAYS; day += 1) {
    const hours = window(isoWeekday(day));
    if (hours === undefined) continue;
    const opensMs = calendar.at(day, hours[0]);
    const closesMs = hours[1] === 24 ? calendar.at(day + 1, 0) : calendar.at(day, hours[1]);
    if (atMs < closesMs) return Math.max(atMs, opensMs);
  }
  throw new RangeError(`no allowed hour in ${LONGEST_SEARCH_DAYS} days in ${calendar.zone}`);
}

/** 1970-01-01 was a Thursday, 4. */
const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
