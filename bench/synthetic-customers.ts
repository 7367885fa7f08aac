import { type Random, randomFrom } from '#local/demo/random.ts';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';

const START_MS = Date.UTC(2024, 5, 1, 9);
/** Days that a synthetic customer's life lasts at most. */
export const SYNTHETIC_DAYS = 500;
const PRODUCTS = 200;

type Said = { readonly type: InboundEvent['type']; readonly day: number; readonly of: object };

/** A customer who buys one of a few products at uneven intervals and stops at some time. */
export function buyer(number: number, calendar: Calendar): Fold {
  const random = randomFrom(1, `buyer-${number}`);
  const pace = random.logNormal(40, 0.7);
  const until = random.whole(30, SYNTHETIC_DAYS);
  const favourites = Array.from({ length: 3 }, () => random.whole(1, PRODUCTS));
  const said: Said[] = [];
  for (let day = random.whole(0, 200); day < until; day += random.logNormal(pace, 0.6) + 1) {
    said.push(order(said.length, Math.floor(day), [random.pick(favourites)], random));
  }
  return folded(`B-${number}`, said, calendar);
}

/** A customer with five products bought again and again, a metered appliance and a complaint. */
export function busyCustomer(number: number, calendar: Calendar): Fold {
  const random = randomFrom(1, `busy-${number}`);
  const said: Said[] = [
    { type: 'Product Registered', day: 0, of: APPLIANCE },
    { type: 'Complaint Opened', day: 290, of: { complaintId: 'K-1', severity: 'normal' } },
  ];
  for (let day = 5; day < 300; day += random.whole(12, 24)) {
    const some = [1, 2, 3, 4, 5].filter((product) => product < 3 || random.chance(0.5));
    said.push(order(day, day, some, random));
    said.push({ type: 'Product Viewed', day, of: { productId: 'P-1' } });
  }
  for (const day of [40, 120, 200, 280]) {
    said.push({ type: 'Meter Reading Recorded', day, of: { assetId: 'A-1', value: day * 11 } });
  }
  return folded(`V-${number}`, said, calendar);
}

const APPLIANCE = {
  assetId: 'A-1',
  productId: 'coffee-machine',
  serviceIntervalDays: 365,
  serviceIntervalMeter: 4_000,
  meterUnit: 'cups',
};

function order(number: number, day: number, products: readonly number[], random: Random): Said {
  const lines = products.map((product) => ({
    productId: `P-${product}`,
    quantity: random.whole(1, 3),
    unitPriceMinor: 500 + product,
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const of = { orderId: `O-${number}`, currency: 'EUR', totalMinor, lines };
  return { type: 'Order Completed', day, of };
}

function folded(customerId: string, said: readonly Said[], calendar: Calendar): Fold {
  const facts = said.map(({ type, day, of }, at) => {
    const occurredAt = new Date(START_MS + day * DAY_MS).toISOString();
    const metadata = { id: `${customerId}-${at}`, occurredAt };
    return toFact(inboundEvent.parse({ type, customerId, metadata, properties: of }));
  });
  return foldHistory(facts, calendar);
}

/** The day after all of it. */
export const dayAfter = (calendar: Calendar): number =>
  calendar.dayOf(START_MS) + SYNTHETIC_DAYS + 1;
