import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { type Agenda, planAgenda, slowdownOn, withdrawMarketing } from './agenda.ts';
import { accessories, consumableOf } from './catalogue.ts';
import type { DemoCustomer } from './demo-customer.ts';
import type { DemoShop } from './demo-shop.ts';
import type { Diary } from './diary.ts';
import { type CartLine, openPantry, type Pantry } from './pantry.ts';
import { type Random, randomFrom } from './random.ts';
import type { SeenReminder } from './seen-reminder.ts';
import type { TrueNeed } from './true-need.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** One customer at home: lives day by day and reacts to what arrives. */
export type Household = {
  readonly customer: DemoCustomer;
  live(diary: Diary): readonly InboundEvent[];
  sawReminder(reminder: SeenReminder): void;
  needs(): readonly TrueNeed[];
};

type Home = {
  readonly customer: DemoCustomer;
  readonly currency: string;
  readonly agenda: Agenda;
  readonly pantry: Pantry;
  readonly workshop: Workshop;
  readonly random: Random;
};

const PROBABILITIES = {
  looksWhenLow: 0.11,
  looksAnyway: 0.012,
  onlyLooks: 0.08,
  buysAccessory: 0.05,
  returnsAccessory: 0.3,
  rates: 0.07,
  ratesBadly: 0.08,
  reviews: 0.04,
  answersTooEarly: 0.3,
  answersHelpful: 0.08,
  answersDone: 0.15,
  stops: 0.002,
  /** For each contact beyond three in thirty days. */
  stopsMore: 0.004,
} as const;

export function openHousehold(customer: DemoCustomer, shop: DemoShop): Household {
  const stream = (label: string) => randomFrom(shop.seed, `${customer.customerId}/${label}`);
  const { currency } = shop.settings;
  const agenda = planAgenda(customer, { lastDay: shop.lastDay, currency }, stream('agenda'));
  const pantry = openPantry(customer, shop.lift, stream('pantry'));
  const workshop = openWorkshop(customer, stream('workshop'));
  const home = { customer, currency, agenda, pantry, workshop, random: stream('day') };
  const reactions = stream('reactions');
  const seenDays: number[] = [];
  let gone = false;
  return {
    customer,
    live(diary) {
      if (!gone && customer.fate.kind === 'leaves' && diary.day >= customer.fate.day) {
        gone = true;
        pantry.leave();
        workshop.leave();
      }
      if (diary.day >= customer.joinDay && !gone) liveOneDay(home, diary);
      return diary.events();
    },
    sawReminder(reminder) {
      if (gone) return;
      seenDays.push(reminder.day);
      react({ ...home, random: reactions }, reminder, seenDays);
    },
    needs: () => [...pantry.needs(), ...workshop.needs()],
  };
}

function liveOneDay(home: Home, diary: Diary): void {
  const { customer, agenda, random, workshop } = home;
  const hour = random.whole(8, 20);
  for (const said of agenda.take(diary.day)) diary.write(hour, said);
  if (diary.day === customer.joinDay) workshop.register(diary, hour);
  const away = isAway(customer, diary.day);
  if (!away && customer.kind !== 'only-looks') useAndBuy(home, diary, hour);
  const often = customer.kind === 'only-looks' ? 'onlyLooks' : 'looksAnyway';
  if (!away) lookAround(home, diary, hour, PROBABILITIES[often]);
}

function useAndBuy(home: Home, diary: Diary, hour: number): void {
  const { customer, workshop, pantry } = home;
  workshop.use(diary, hour);
  const cart = pantry.shop(diary.day, slowdownOn(customer, diary.day));
  const order = customer.kind === 'buys-once' ? firstVisit(home, diary.day) : cart;
  if (order.length > 0) placeOrder(home, diary, Math.min(hour + 1, 22), order);
}

const isAway = ({ holiday, joinDay }: DemoCustomer, day: number): boolean =>
  day > joinDay && day >= holiday.fromDay && day <= holiday.toDay;

const firstVisit = ({ customer, random }: Home, day: number): readonly CartLine[] =>
  day === customer.joinDay
    ? [
        {
          productId: random.pick(['coffee-beans-1kg', 'detergent-3l', 'vacuum-bags-8']),
          quantity: 1,
        },
      ]
    : [];

function lookAround({ pantry, random }: Home, diary: Diary, hour: number, anyway: number): void {
  const low = pantry.lowOn(diary.day, 5)[0];
  const productId =
    low !== undefined && random.chance(PROBABILITIES.looksWhenLow)
      ? low
      : random.chance(anyway)
        ? random.pick(accessories).productId
        : undefined;
  if (productId !== undefined)
    diary.write(hour, { type: 'Product Viewed', properties: { productId } });
}

function placeOrder(home: Home, diary: Diary, hour: number, cart: readonly CartLine[]): void {
  const { customer, currency, random, agenda } = home;
  const orderId = `O-${customer.customerId.slice(2)}-${diary.day}`;
  const lines = cart.map(({ productId, quantity }) => {
    const { priceMinor, category } = consumableOf(productId);
    return { productId, quantity, unitPriceMinor: priceMinor, category };
  });
  if (random.chance(PROBABILITIES.buysAccessory)) {
    const { productId, priceMinor } = random.pick(accessories);
    const extra = { productId, quantity: 1, unitPriceMinor: priceMinor, category: 'accessory' };
    lines.push(extra);
    if (random.chance(PROBABILITIES.returnsAccessory)) {
      const properties = { orderId, currency, totalMinor: priceMinor, lines: [extra] };
      agenda.add(diary.day + random.whole(3, 10), { type: 'Order Refunded', properties });
    }
  }
  const totalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  diary.write(hour, {
    type: 'Order Completed',
    properties: { orderId, currency, totalMinor, lines },
  });
  sayOpinion(home, diary.day);
}

function sayOpinion({ agenda, random }: Home, day: number): void {
  const rating = (): number =>
    random.chance(PROBABILITIES.ratesBadly) ? random.whole(1, 3) : random.whole(4, 5);
  const later = day + random.whole(1, 4);
  if (random.chance(PROBABILITIES.rates)) {
    agenda.add(later, { type: 'Satisfaction Rated', properties: { rating: rating() } });
  }
  if (random.chance(PROBABILITIES.reviews)) {
    agenda.add(later, { type: 'Review Submitted', properties: { rating: rating() } });
  }
}

/** A reminder is acted upon, answered, ignored, or one too many. */
function react(home: Home, reminder: SeenReminder, seenDays: readonly number[]): void {
  const { agenda, random, workshop } = home;
  const { contactId, day } = reminder;
  const tomorrow = day + 1;
  const effects = reminder.needs.map(({ kind, subject }) => {
    if (kind === 'replenishment') return home.pantry.sawReminder(subject, day);
    if (kind === 'maintenance') return workshop.sawReminder(subject, day);
    workshop.askedForReading(subject, day);
    return 'helped';
  });
  const recent = seenDays.filter((seen) => seen > day - 30).length;
  const stops = PROBABILITIES.stops + PROBABILITIES.stopsMore * Math.max(0, recent - 3);
  if (random.chance(stops)) {
    agenda.add(tomorrow, { type: 'Reminder Answered', properties: { contactId, answer: 'stop' } });
    agenda.add(tomorrow, withdrawMarketing);
    return;
  }
  const answer = answerTo(effects, random);
  if (answer !== undefined) {
    agenda.add(tomorrow, { type: 'Reminder Answered', properties: { contactId, answer } });
  }
}

type Answer = 'still-have-plenty' | 'already-done' | 'helpful';

function answerTo(effects: readonly string[], random: Random): Answer | undefined {
  const draw = random.uniform();
  if (effects.every((effect) => effect === 'too-early')) {
    return draw < PROBABILITIES.answersTooEarly ? 'still-have-plenty' : undefined;
  }
  if (effects.every((effect) => effect === 'already-done')) {
    return draw < PROBABILITIES.answersDone ? 'already-done' : undefined;
  }
  return draw < PROBABILITIES.answersHelpful ? 'helpful' : undefined;
}
