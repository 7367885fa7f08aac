import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory, inOrder } from '#shared/domain/customer/fold-facts.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { normalQuantile } from '#shared/domain/forecasting/statistics/normal.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventOf, TODAY } from '#tests/builders/customer.ts';
import { seeded } from '../build-fold.ts';

export const calendar = calendarOf('UTC');

/**
 * Customers who buy one piece or three, by chance, and come back after three times as long when they
 * bought three (or as soon as ever, where they do not stock). Days until then are log-normal; they
 * go on until 60 days after TODAY.
 */
export function shopOf(customers: number, { stocks = true, seed = 1 } = {}): Fact[][] {
  const random = seeded(seed);
  return Array.from({ length: customers }, () => {
    const facts: Fact[] = [];
    let ago = 400 - Math.floor(60 * random());
    while (ago > -60) {
      const quantity = random() < 0.5 ? 1 : 3;
      facts.push(purchase(ago, quantity));
      const usual = stocks ? 13 * quantity : 22;
      ago -= Math.max(Math.round(usual * Math.exp(0.6 * normalQuantile(random()))), 1);
    }
    return inOrder(facts);
  });
}

export const purchase = (daysAgo: number, quantity = 1): Fact =>
  toFact(
    eventOf('Order Completed', daysAgo, {
      orderId: `order-${daysAgo}`,
      currency: 'EUR',
      totalMinor: 500 * quantity,
      lines: [{ productId: 'rice', quantity, unitPriceMinor: 500 }],
    }),
  );

/** What had happened by TODAY. */
export const knownByToday = (histories: readonly Fact[][]): Fact[][] =>
  histories.map((facts) => facts.filter(({ atMs }) => calendar.dayOf(atMs) <= TODAY));

/** The closed forms that the histories teach. */
export function closedForms(histories: readonly Fact[][]): Model {
  const learning = startLearning();
  for (const facts of knownByToday(histories)) learning.add(foldHistory(facts, calendar), TODAY);
  return learning.finish('closed', TODAY);
}
