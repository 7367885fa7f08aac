import { consumableOf } from './catalogue.ts';
import type { DemoCustomer, Habit } from './demo-customer.ts';
import { monthOfYear } from './draw-customer.ts';
import type { Random } from './random.ts';
import type { TrueNeed } from './true-need.ts';

/** What is in stock of one product, and what will be done when it runs out. */
type Stock = {
  readonly habit: Habit;
  need: TrueNeed;
  /** Day on which it will be bought, somewhere. */
  buyDay: number;
  /** Bought here when below loyalty (plus the lift of a reminder). */
  keepDraw: number;
};

export type CartLine = { readonly productId: string; readonly quantity: number };

export type ReminderEffect = 'too-early' | 'helped' | 'already-done';

export type Pantry = {
  /** What is bought here today; needs met elsewhere are settled unseen. */
  shop(day: number, slowdown: number): readonly CartLine[];
  /** Products that will run out within `days`, the most urgent first. */
  lowOn(day: number, days: number): readonly string[];
  sawReminder(productId: string, day: number): ReminderEffect;
  leave(): void;
  needs(): readonly TrueNeed[];
};

/** Share of products not quite used up that are bought along on a trip made anyway. */
const BUYS_ALONG = 0.55;
const BUYS_TWO = 0.14;
/** A second unit lasts a little less than twice as long. */
const SECOND_UNIT = 0.9;
const BUYS_AT_ONCE_WHEN_REMINDED = 0.35;

/** The consumables of one household. `lift` is what a reminder adds to the probability of buying here. */
export function openPantry(customer: DemoCustomer, lift: number, random: Random): Pantry {
  const settled: TrueNeed[] = [];
  const stocks = customer.habits.map((habit, at) => firstStock(customer, habit, at, random));

  const restock = (stock: Stock, from: number, anchorDay: number | undefined, slowdown: number) => {
    const quantity = random.chance(BUYS_TWO) ? 2 : 1;
    const lasts =
      random.logNormal(stock.habit.lastsDays, customer.unevenness) *
      (1 + (quantity - 1) * SECOND_UNIT) *
      seasonalFactor(from) *
      slowdown;
    plan(stock, customer, from + Math.max(2, Math.round(lasts)), anchorDay, random);
    return quantity;
  };
  const settle = (stock: Stock, outcome: TrueNeed['outcome'], doneDay: number): void => {
    settled.push({ ...stock.need, outcome, doneDay });
  };
  const buyHere = (stock: Stock, day: number, slowdown: number): CartLine => {
    settle(stock, 'here', day);
    const from = Math.max(day, stock.need.needDay);
    return { productId: stock.habit.productId, quantity: restock(stock, from, day, slowdown) };
  };
  const keeps = (stock: Stock): boolean =>
    stock.keepDraw < customer.loyalty + (stock.need.remindedDay === undefined ? 0 : lift);

  return {
    shop(day, slowdown) {
      const due = stocks.filter(({ buyDay }) => buyDay <= day);
      for (const stock of due.filter((candidate) => !keeps(candidate))) {
        settle(stock, 'elsewhere', day);
        restock(stock, day, undefined, slowdown);
      }
      const wanted = due.filter(({ buyDay }) => buyDay <= day);
      if (wanted.length === 0) return [];
      const along = stocks.filter(
        (stock) => !wanted.includes(stock) && nearlyOut(stock, day) && random.chance(BUYS_ALONG),
      );
      return [...wanted, ...along].map((stock) => buyHere(stock, day, slowdown));
    },
    lowOn: (day, days) =>
      stocks
        .filter(({ buyDay }) => buyDay > day && buyDay - day <= days)
        .sort((left, right) => left.buyDay - right.buyDay)
        .map(({ habit }) => habit.productId),
    sawReminder(productId, day) {
      const stock = stocks.find(({ habit }) => habit.productId === productId);
      if (stock === undefined || stock.need.anchorDay === undefined) return 'already-done';
      return remind(stock, day, random);
    },
    leave() {
      for (const stock of stocks) settled.push({ ...stock.need, outcome: 'left' });
      stocks.length = 0;
    },
    needs: () => [...settled, ...stocks.map(({ need }) => need)],
  };
}

/** The first unit of a product is bought here soon after joining; of the first product at once. */
function firstStock(customer: DemoCustomer, habit: Habit, at: number, random: Random): Stock {
  const wait = at === 0 ? 0 : Math.round(random.between(0, 0.8 * habit.lastsDays));
  const needDay = customer.joinDay + wait;
  const need = newNeed(customer, habit, needDay, undefined, true);
  return { habit, need, buyDay: needDay, keepDraw: 0 };
}

function plan(
  stock: Stock,
  customer: DemoCustomer,
  needDay: number,
  anchorDay: number | undefined,
  random: Random,
): void {
  stock.keepDraw = random.uniform();
  stock.buyDay = needDay + Math.round(random.exponential(customer.delayDays));
  const kept = stock.keepDraw < customer.loyalty;
  stock.need = newNeed(customer, stock.habit, needDay, anchorDay, kept);
}

const newNeed = (
  customer: DemoCustomer,
  { productId }: Habit,
  needDay: number,
  anchorDay: number | undefined,
  kept: boolean,
): TrueNeed => ({
  customerId: customer.customerId,
  kind: 'replenishment',
  subject: productId,
  ...(anchorDay !== undefined && { anchorDay }),
  needDay,
  outcome: 'open',
  unreminded: kept ? 'here' : 'elsewhere',
  valueMinor: consumableOf(productId).priceMinor,
});

const nearlyOut = ({ need, habit }: Stock, day: number): boolean =>
  need.needDay - day <= 2 + 0.2 * habit.lastsDays;

/** A reminder matters when the product is running low; it ends the putting-off. */
function remind(stock: Stock, day: number, random: Random): ReminderEffect {
  const { need, habit } = stock;
  if (need.needDay - day > Math.max(10, 0.4 * habit.lastsDays)) return 'too-early';
  stock.need = { ...need, remindedDay: need.remindedDay ?? day };
  const atOnce = random.chance(BUYS_AT_ONCE_WHEN_REMINDED);
  const soon = day + random.whole(1, 3);
  const onTheDay = Math.max(day + 1, Math.min(stock.buyDay, need.needDay));
  stock.buyDay = atOnce ? Math.min(onTheDay, soon) : onTheDay;
  return 'helped';
}

/** Less is used up in July and August. */
const seasonalFactor = (day: number): number =>
  monthOfYear(day) === 6 || monthOfYear(day) === 7 ? 1.15 : 1;
