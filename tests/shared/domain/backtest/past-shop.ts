import { inboundEvent } from '#shared/contracts/inbound.ts';
import type { History } from '#shared/domain/backtest/history.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';

const DAY_MS = 86_400_000;
/** Monday, 1 January 2024. */
export const FIRST_DAY = 19_723;

type Buyer = {
  readonly customerId: string;
  readonly product?: string;
  /** Days since the first day on which it was bought. */
  readonly days: readonly number[];
  readonly hour?: number;
  readonly agrees?: boolean;
};

/** The history of somebody who buys one product on some days. */
export function buyer({ customerId, product = 'beans', days, hour = 12, agrees }: Buyer): History {
  const events = days.map((day, at) => order(customerId, product, day, hour, at));
  const consent =
    agrees === true
      ? [
          eventAt(customerId, 'Customer Identified', 0, 0, { email: 'person@example.com' }),
          eventAt(customerId, 'Consent Granted', 0, 0, { channel: 'any', purpose: 'marketing' }),
        ]
      : [];
  return { customerId, facts: inOrder([...consent, ...events].map(toFact)) };
}

/** Buyers of one to three products in rhythms of their own; some leave half way. */
export function pastShop(customers: number, days = 360): History[] {
  const random = seededRandom(7);
  return Array.from({ length: customers }, (_none, at) => {
    const customerId = `C-${String(at).padStart(3, '0')}`;
    const products = ['beans', 'filters', 'milk'].slice(0, 1 + (at % 3));
    const until = at % 5 === 0 ? days / 2 : days;
    const histories = products.map((product) => {
      const gap = 12 + Math.floor(random() * 30);
      const bought: number[] = [];
      for (let day = Math.floor(random() * 40); day < until; ) {
        bought.push(day);
        day += Math.max(1, Math.round(gap * (0.6 + 0.8 * random())));
      }
      return buyer({ customerId, product, days: bought, hour: 1 + Math.floor(random() * 20) });
    });
    const agrees = buyer({ customerId, days: [], agrees: at % 4 !== 3 });
    return { customerId, facts: inOrder([...agrees.facts, ...histories.flatMap((h) => h.facts)]) };
  });
}

function order(customerId: string, productId: string, day: number, hour: number, at: number) {
  return eventAt(customerId, 'Order Completed', day, hour, {
    orderId: `${productId}-${at}`,
    currency: 'EUR',
    totalMinor: 1_500,
    lines: [{ productId, quantity: 1, unitPriceMinor: 1_500 }],
  });
}

export const eventAt = (
  customerId: string,
  type: string,
  day: number,
  hour: number,
  properties: object,
) =>
  inboundEvent.parse({
    type,
    customerId,
    metadata: {
      id: `${type.replaceAll(' ', '-')}-${day}-${hour}-${JSON.stringify(properties).length}-${idOf(properties)}`,
      occurredAt: new Date((FIRST_DAY + day) * DAY_MS + hour * 3_600_000).toISOString(),
    },
    properties,
  });

const idOf = (properties: object): string =>
  'orderId' in properties ? String(properties.orderId) : 'one';
