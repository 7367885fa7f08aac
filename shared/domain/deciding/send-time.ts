import type { ShopSettings } from '#shared/config/shop.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { ContactPurpose } from './consent.ts';
import { calendarOfKnown, isAllowedInstant, nextAllowedInstant } from './quiet-hours.ts';

/** A week and a day always hold an allowed send hour, unless the send hour itself is quiet. */
const LONGEST_WAIT_DAYS = 8;

/**
 * When a reminder decided at `nowMs` goes out: the next send hour on the customer's clock (the
 * shop's, if theirs is unknown) that the quiet hours allow, or simply the next allowed instant when
 * the rules never allow that hour.
 * @param calendar of the shop
 * @returns epoch milliseconds, not before `nowMs`
 */
export function plannedSendMs(
  fold: Pick<Fold, 'timeZone'>,
  shop: Pick<ShopSettings, 'sendHour' | 'region'>,
  calendar: Calendar,
  nowMs: number,
  purpose: ContactPurpose,
): number {
  const local = calendarOfKnown(fold.timeZone) ?? calendar;
  const today = local.dayOf(nowMs);
  for (let day = today; day <= today + LONGEST_WAIT_DAYS; day += 1) {
    const atMs = local.at(day, shop.sendHour);
    const allowed = isAllowedInstant(atMs, fold.timeZone, shop.region, purpose, calendar.zone);
    if (atMs >= nowMs && allowed) return atMs;
  }
  return nextAllowedInstant(nowMs, fold.timeZone, shop.region, purpose, calendar.zone);
}
