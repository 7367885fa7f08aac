import { describe, expect, it } from 'vitest';
import {
  customerHabits,
  lastBoughtOn,
  visitsAfter,
} from '#shared/domain/forecasting/intervals/customer-habits.ts';
import { foldOf } from '../build-fold.ts';

const purchases = { tea: [100, 120, 150], milk: [120, 150], rice: [110] };

function habitsOf(fold: ReturnType<typeof foldOf>) {
  const habits = customerHabits(fold);
  if (habits === undefined) throw new RangeError('the customer never came');
  return habits;
}

describe('the habits of a customer', () => {
  it('count visits, products and purchases, and the value of an order', () => {
    expect(habitsOf(foldOf(purchases, {}, 1_200))).toMatchObject({
      visits: 4,
      firstVisit: 100,
      lastVisit: 150,
      products: 3,
      purchases: 6,
      orderMinor: 1_200,
      sumLogVisitGap: expect.closeTo(Math.log(10 * 10 * 30), 4),
    });
  });

  it('know each visit once, from the first and last day of every product', () => {
    const habits = habitsOf(foldOf(purchases));
    expect([...habits.visitDays]).toEqual([100, 110, 120, 150]);
    expect([99, 100, 119, 150].map((day) => visitsAfter(habits, day))).toEqual([4, 3, 2, 0]);
    expect([110, 111, 120, 150].map((day) => lastBoughtOn(habits, day))).toEqual([1, 0, 0, 2]);
  });

  it('leave out what was wholly returned', () => {
    const fold = foldOf(purchases);
    fold.pairs['salt'] = [150, 0];
    expect(habitsOf(fold)).toMatchObject({ products: 3, purchases: 6 });
  });

  it('are looked at anew when the fold has taken in another fact', () => {
    const fold = foldOf(purchases);
    expect(habitsOf(fold).visits).toBe(4);
    Object.assign(fold, foldOf({ ...purchases, rice: [110, 160] }));
    expect(habitsOf(fold).visits).toBe(5);
  });

  it('are each customer’s own when customers are asked of in turn', () => {
    const [often, once] = [foldOf(purchases), foldOf({ rice: [110] })];
    const asked = [often, once, often, once].map((fold) => habitsOf(fold).purchases);
    expect(asked).toEqual([6, 1, 6, 1]);
  });

  it('do not exist without a visit', () => {
    expect(customerHabits(foldOf({}))).toBeUndefined();
  });
});
