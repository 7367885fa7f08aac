import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Happening } from '#shared/domain/backtest/happening.ts';
import type { History } from '#shared/domain/backtest/history.ts';
import { liveCustomer } from '#shared/domain/backtest/live-customer.ts';
import { liveShop } from '#shared/domain/backtest/live-shop.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';
import { arbitraryEvent } from '#tests/builders/arbitrary-event.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { buyer, FIRST_DAY, pastShop } from './past-shop.ts';

const calendar = calendarOf('Europe/Berlin');
const everyTwentyDays = Array.from({ length: 8 }, (_none, at) => at * 20);

/** A shop that runs from one day to another, counted from the first day; two models take turns. */
function shopFrom(first: number, last: number, from = FIRST_DAY) {
  const [fromDay, toDay] = [from + first, from + last];
  const changed = { ...defaultModel(), version: 'another' };
  const models = [
    { day: fromDay, model: defaultModel() },
    { day: fromDay + 60, model: changed },
  ];
  return liveShop({ shop: shopWith({ holdoutShare: 0 }), calendar }, { fromDay, toDay }, models);
}

const whats = (happenings: readonly Happening[]): string[] => happenings.map(({ what }) => what);

describe('living through a past time', () => {
  it('reminds a regular buyer before the next purchase is due', () => {
    const history = buyer({ customerId: 'C-1', days: everyTwentyDays, agrees: true });
    const happenings = liveCustomer(history, shopFrom(145, 165));
    const sent = happenings.filter((each) => each.what === 'sent');
    expect(sent).toHaveLength(1);
    const day = calendar.dayOf(sent[0]?.atMs ?? 0) - FIRST_DAY;
    expect(day).toBeGreaterThan(145);
    expect(day).toBeLessThanOrEqual(160);
  });

  it('sends nothing about what is bought between the dawn and the send hour', () => {
    const shop = shopFrom(145, 165);
    const said = liveCustomer(
      buyer({ customerId: 'C-1', days: everyTwentyDays, agrees: true }),
      shop,
    ).find((each) => each.what === 'sent');
    const day = calendar.dayOf(said?.atMs ?? 0) - FIRST_DAY;
    const early = buyer({ customerId: 'C-1', days: [day], hour: 5 }).facts;
    const history = buyer({ customerId: 'C-1', days: everyTwentyDays, agrees: true });
    const happenings = liveCustomer(
      { ...history, facts: inOrder([...history.facts, ...early]) },
      shop,
    );
    const thatDay = happenings.filter(({ atMs }) => calendar.dayOf(atMs) - FIRST_DAY === day);
    expect(whats(thatDay)).not.toContain('sent');
    expect(thatDay).toContainEqual(expect.objectContaining({ reason: 'already-bought' }));
  });

  it('suppresses reminders where nobody agreed, and says why', () => {
    const history = buyer({ customerId: 'C-1', days: everyTwentyDays });
    const happenings = liveCustomer(history, shopFrom(145, 165));
    expect(whats(happenings)).not.toContain('sent');
    expect(happenings).toContainEqual(
      expect.objectContaining({ what: 'suppressed', reason: 'unreachable' }),
    );
  });

  it('raises an alarm when a steady customer falls silent', () => {
    const days = Array.from({ length: 20 }, (_none, at) => at * 7);
    const happenings = liveCustomer(buyer({ customerId: 'C-1', days }), shopFrom(100, 300));
    expect(whats(happenings)).toContain('at-risk');
  });

  it('does the same whether every dawn is gone through or quiet ones are skipped', () => {
    const shop = shopFrom(90, 340);
    for (const history of pastShop(60)) {
      expect(liveCustomer(history, shop)).toEqual(liveCustomer(history, shop, 'every-dawn'));
    }
  });

  it('does so with any events at all', () => {
    const start = dayOfIso('2025-01-01');
    const shop = shopFrom(150, 420, start);
    const anyHistory = fc
      .array(arbitraryEvent(), { minLength: 1, maxLength: 40 })
      .map((events): History => ({ customerId: 'customer-1', facts: inOrder(events.map(toFact)) }));
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(liveCustomer(history, shop)).toEqual(liveCustomer(history, shop, 'every-dawn'));
      }),
      { numRuns: 60 },
    );
  });
});
