import type { Channel } from '#shared/contracts/primitives.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import { appliances, consumables } from './catalogue.ts';
import type { DemoCustomer, Fate, Habit, LeaveCause, OwnedAppliance } from './demo-customer.ts';
import { type Random, randomFrom } from './random.ts';

type Span = { readonly firstDay: number; readonly lastDay: number };

const SHARES = {
  onlyLooks: 0.03,
  buysOnce: 0.08,
  joinsEarly: 0.6,
  leaves: 0.21,
  /** Of all customers, those who are with the shop long enough to leave it. */
  longEnough: 0.85,
  subscribes: 0.16,
  withdraws: 0.05,
} as const;
/** Most who leave do so without a word; the rest had said why. */
const CAUSES: readonly (readonly [LeaveCause, number])[] = [
  ['unresolved-complaint', 0.25],
  ['bad-rating', 0.2],
  ['silent-drift', 0.35],
  ['moved-away', 0.2],
];
/** Days with the shop before anybody leaves, so that there is something to lose. */
const EARLIEST_LEAVE_DAYS = 110;
const LATEST_LEAVE_DAYS_BEFORE_END = 20;

/** Customer number `number` of the shop; independent of all others. */
export function drawCustomer(seed: number, number: number, span: Span): DemoCustomer {
  const id = String(number).padStart(4, '0');
  const random = randomFrom(seed, `customer/${id}`);
  const joinDay = drawJoinDay(random, span);
  const kind = drawKind(random);
  const owned = kind === 'regular' ? drawAppliances(random, id) : [];
  const pace = Math.exp(0.3 * random.normal());
  const holidayFrom = drawHoliday(random, span);
  return {
    customerId: `C-${id}`,
    joinDay,
    profile: drawProfile(random, number, id),
    marketing: drawMarketing(random),
    ...(random.chance(SHARES.withdraws) && {
      withdrawsOn: random.whole(joinDay + 30, joinDay + 360),
    }),
    kind,
    habits: kind === 'regular' ? drawHabits(random, owned, pace) : [],
    unevenness: random.between(0.18, 0.5),
    loyalty: random.between(0.66, 0.86),
    delayDays: random.between(0.5, 3),
    appliances: owned,
    ...(kind === 'regular' &&
      random.chance(SHARES.subscribes) && { subscription: drawSubscription(random, id) }),
    holiday: { fromDay: holidayFrom, toDay: holidayFrom + random.whole(7, 20) },
    fate: kind === 'regular' ? drawFate(random, joinDay, span) : { kind: 'stays' },
  };
}

function drawKind(random: Random): DemoCustomer['kind'] {
  const draw = random.uniform();
  if (draw < SHARES.onlyLooks) return 'only-looks';
  return draw < SHARES.onlyLooks + SHARES.buysOnce ? 'buys-once' : 'regular';
}

function drawJoinDay(random: Random, { firstDay, lastDay }: Span): number {
  const days = lastDay - firstDay;
  const early = Math.min(45, days);
  return random.chance(SHARES.joinsEarly)
    ? firstDay + random.whole(0, early)
    : firstDay + random.whole(early, Math.max(early, Math.floor(days * 0.85)));
}

function drawProfile(random: Random, number: number, id: string): DemoCustomer['profile'] {
  const locale = random.pick(['de', 'de', 'de', 'de', 'en', 'en', 'ru', 'ru']);
  const first = random.pick(['Alex', 'Kim', 'Robin', 'Sascha', 'Toni', 'Luca', 'Mika', 'Noa']);
  const zone = random.uniform();
  return {
    name: `${first} Example ${id}`,
    email: `c${id}@example.com`,
    ...(random.chance(0.7) && { phone: `+49151000${String(number).padStart(5, '0')}` }),
    locale,
    ...(zone < 0.8 && { timeZone: 'Europe/Berlin' }),
    ...(zone >= 0.8 &&
      zone < 0.95 && {
        timeZone: random.pick(['Europe/London', 'Europe/Moscow', 'Europe/Lisbon', 'Asia/Almaty']),
      }),
    ...(random.chance(0.3) && { preferredChannel: random.pick<Channel>(['email', 'sms']) }),
  };
}

/** Most agree to e-mail, some to text messages too, some to nothing. */
function drawMarketing(random: Random): Channel[] {
  const draw = random.uniform();
  if (draw < 0.13) return [];
  if (draw < 0.55) return ['email'];
  return draw < 0.9 ? ['email', 'sms'] : ['sms'];
}

function drawAppliances(random: Random, id: string): OwnedAppliance[] {
  return appliances
    .filter((appliance) => random.chance(appliance.share))
    .map(({ productId, meter }) => ({
      assetId: `A-${id}-${productId}`,
      productId,
      perDay: meter === undefined ? 0 : random.logNormal(meter.medianPerDay, 0.45),
      frailty: Math.exp(0.6 * random.normal() - 0.18),
    }));
}

/** One to six consumables; `pace` is how much slower than typical this household uses things up. */
function drawHabits(random: Random, owned: readonly OwnedAppliance[], pace: number): Habit[] {
  const has = (productId?: string): boolean =>
    productId === undefined || owned.some((appliance) => appliance.productId === productId);
  const used = consumables.filter(({ usedBy, share }) => has(usedBy) && random.chance(share));
  const some = used.length > 0 ? used : [random.pick(consumables.slice(0, 4))];
  return some.slice(0, 6).map(({ productId, lastsDays }) => ({
    productId,
    lastsDays: random.logNormal(lastsDays * pace, 0.22),
  }));
}

const drawSubscription = (random: Random, id: string) => ({
  subscriptionId: `S-${id}`,
  periodDays: 30,
  priceMinor: random.pick([1_490, 1_990, 2_990]),
});

/** Holidays fall into July and August for most; days counted from the first day of the demo. */
function drawHoliday(random: Random, { firstDay, lastDay }: Span): number {
  const midYear = Array.from({ length: lastDay - firstDay + 1 }, (_, at) => firstDay + at).filter(
    (day) => monthOfYear(day) === 6 || monthOfYear(day) === 7,
  );
  return random.chance(0.7) && midYear.length > 0
    ? random.pick(midYear)
    : random.whole(firstDay, lastDay);
}

/** 0 for January to 11. */
export const monthOfYear = (day: number): number => new Date(day * DAY_MS).getUTCMonth();

function drawFate(random: Random, joinDay: number, { lastDay }: Span): Fate {
  const leaves = random.chance(SHARES.leaves / SHARES.longEnough);
  const draw = random.uniform();
  const earliest = joinDay + EARLIEST_LEAVE_DAYS;
  const latest = lastDay - LATEST_LEAVE_DAYS_BEFORE_END;
  if (!leaves || earliest > latest) return { kind: 'stays' };
  return { kind: 'leaves', cause: causeAt(draw), day: random.whole(earliest, latest) };
}

function causeAt(draw: number): LeaveCause {
  let upTo = 0;
  for (const [cause, share] of CAUSES) {
    upTo += share;
    if (draw < upTo) return cause;
  }
  return 'moved-away';
}
