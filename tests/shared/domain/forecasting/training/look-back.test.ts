import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory, inOrder } from '#shared/domain/customer/fold-facts.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import {
  countWithin,
  firstAfter,
  timelineOf,
} from '#shared/domain/forecasting/training/timeline.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { arbitraryEvent } from '#tests/builders/arbitrary-event.ts';
import { bought, eventOf, regularBuyer, TODAY } from '#tests/builders/customer.ts';

const calendar = calendarOf('Europe/Berlin');
const factsOf = (events: Parameters<typeof toFact>[0][]): Fact[] => inOrder(events.map(toFact));

it('shows the customer as a fold of what had happened by each day', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryEvent({ without: ['Erasure Requested'] }), { maxLength: 30 }),
      fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
      (events, after) => {
        const facts = factsOf(events);
        const first = facts[0] === undefined ? 0 : calendar.dayOf(facts[0].atMs);
        for (const { day, fold } of lookBack(
          facts,
          after.map((days) => first + days),
          calendar,
        )) {
          const known = facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day);
          expect({ ...fold, recent: [] }).toEqual({ ...foldHistory(known, calendar), recent: [] });
        }
      },
    ),
  );
});

it('leaves out days before the first fact and gives the others oldest first', () => {
  const days = [TODAY - 100, TODAY - 500, TODAY - 160].map(Number);
  const seen = [...lookBack(factsOf(regularBuyer()), days, calendar)].map(({ day }) => day);
  expect(seen).toEqual([TODAY - 160, TODAY - 100]);
});

it('does not count a purchase that was taken back the same day', () => {
  const returned = eventOf('Order Refunded', 5, {
    currency: 'EUR',
    totalMinor: 1_500,
    lines: [{ productId: 'beans', quantity: 1, unitPriceMinor: 1_500 }],
  });
  const { products } = timelineOf(factsOf([bought(9), bought(5), returned]), calendar);
  expect(products.get('beans')).toEqual([TODAY - 9]);
});

it('finds the first day after another, and counts those in between', () => {
  expect(firstAfter([3, 5, 9], 5)).toBe(9);
  expect(firstAfter([3, 5, 9], 9)).toBeUndefined();
  expect(countWithin([3, 5, 9], 3, 9)).toBe(2);
});
