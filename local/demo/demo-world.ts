import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import type { DemoShop } from './demo-shop.ts';
import { inOrder, openDiary } from './diary.ts';
import { openHousehold } from './household.ts';
import type { SeenReminder } from './seen-reminder.ts';
import type { TrueNeed } from './true-need.ts';

/** The demo shop's customers, living day by day; what they are told changes what they do. */
export type DemoWorld = {
  /**
   * All events of the next day, in order of time. Days are lived once, one after another.
   * @throws RangeError when `day` is not the day after the one asked before.
   */
  eventsOfDay(day: number): readonly InboundEvent[];
  /** Takes effect from the day after the reminder on. @throws RangeError for a stranger. */
  sawReminder(reminder: SeenReminder): void;
  /** Every need there was up to the last day lived, as it really was. */
  needs(): readonly TrueNeed[];
};

export function demoWorld(shop: DemoShop): DemoWorld {
  const calendar = calendarOf(shop.settings.timeZone);
  const households = shop.customers.map((customer) => openHousehold(customer, shop));
  const byId = new Map(households.map((household) => [household.customer.customerId, household]));
  let nextDay = shop.firstDay;
  return {
    eventsOfDay(day) {
      if (day !== nextDay) throw new RangeError(`expected day ${nextDay}, got ${day}`);
      nextDay += 1;
      return inOrder(
        households.flatMap((household) =>
          household.live(openDiary(household.customer.customerId, day, calendar)),
        ),
      );
    },
    sawReminder(reminder) {
      const household = byId.get(reminder.customerId);
      if (household === undefined) {
        throw new RangeError(`no customer ${reminder.customerId} in the demo shop`);
      }
      household.sawReminder(reminder);
    },
    needs: () => households.flatMap((household) => household.needs()),
  };
}

/** The whole history of a shop that reminds nobody, in order of time. */
export function demoEvents(shop: DemoShop): readonly InboundEvent[] {
  const world = demoWorld(shop);
  const days = shop.lastDay - shop.firstDay + 1;
  return Array.from({ length: days }, (_, at) => world.eventsOfDay(shop.firstDay + at)).flat();
}
