import type { ShopSettings } from '#shared/config/shop.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { type DatedModel, modelOn } from './learn-as-of.ts';

/** A shop in which the product runs from one past day to another. */
export type LiveShop = {
  readonly shop: ShopSettings;
  readonly calendar: Calendar;
  readonly fromDay: number;
  readonly toDay: number;
  /** Instant of the dawn pass of a day. */
  dawnMs(day: number): number;
  /** What a decision about the customer may depend on, at an instant of a day. */
  contextAt(customerId: string, day: number, nowMs: number): DecideContext;
};

/** Hour of the dawn pass, as the schedule has it. */
const DAWN_HOUR = 4;

/** Every day's dawn and model are looked up once for all customers. */
export function liveShop(
  { shop, calendar }: Pick<LiveShop, 'shop' | 'calendar'>,
  { fromDay, toDay }: Pick<LiveShop, 'fromDay' | 'toDay'>,
  models: readonly DatedModel[],
): LiveShop {
  const days = Array.from({ length: toDay - fromDay + 1 }, (_none, at) => {
    const day = fromDay + at;
    return { dawnMs: calendar.at(day, DAWN_HOUR), model: modelOn(models, day) };
  });
  const of = (day: number) => {
    const found = days[day - fromDay];
    if (found === undefined) {
      throw new RangeError(`day ${day} must lie between ${fromDay} and ${toDay}`);
    }
    return found;
  };
  return {
    shop,
    calendar,
    fromDay,
    toDay,
    dawnMs: (day) => of(day).dawnMs,
    contextAt: (customerId, day, nowMs) => ({
      customerId,
      model: of(day).model,
      shop,
      calendar,
      nowMs,
      today: day,
      heldOut: isHeldOut(customerId, shop),
    }),
  };
}
