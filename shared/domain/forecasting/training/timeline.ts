import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

/** When things happened to one customer, as ascending local days. */
export type Timeline = {
  /** Last day of any fact. */
  readonly lastDay: number;
  /** Days with an order. */
  readonly visits: readonly number[];
  /** What was spent on each visit day, minor units, returns not taken off. */
  readonly spentMinor: readonly number[];
  /** By product, days on which more was bought than taken back the same day. */
  readonly products: ReadonlyMap<string, readonly number[]>;
  /** By asset and component (see `partOf`), days of failures. */
  readonly failures: ReadonlyMap<string, readonly number[]>;
  /** By asset and component, days of services of any cause. */
  readonly services: ReadonlyMap<string, readonly number[]>;
  /** By subscription, the day on which it was cancelled. */
  readonly cancelled: ReadonlyMap<string, number>;
};

/** Name of a component of an asset in a timeline; the empty component is the asset as a whole. */
export const partOf = (assetId: string, component = ''): string => `${assetId}\n${component}`;

/** First of the ascending days that lies after `day`; undefined when there is none. */
export function firstAfter(days: readonly number[], day: number): number | undefined {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) > day) high = middle;
    else low = middle + 1;
  }
  return days[low];
}

/** How many of the ascending days lie after `day` and not after `last`. */
export const countWithin = (days: readonly number[], day: number, last: number): number =>
  days.filter((other) => other > day && other <= last).length;

/** Reads the timeline out of a customer's history in key order. */
export function timelineOf(facts: readonly Fact[], calendar: Calendar): Timeline {
  const visits = new Map<number, number>();
  const quantities = new Map<string, Map<number, number>>();
  const failures = new Map<string, number[]>();
  const services = new Map<string, number[]>();
  const cancelled = new Map<string, number>();
  let lastDay = 0;
  for (const { atMs, event } of facts) {
    const day = calendar.dayOf(atMs);
    lastDay = day;
    switch (event.type) {
      case 'Order Completed':
        visits.set(day, (visits.get(day) ?? 0) + event.properties.totalMinor);
        addLines(quantities, event.properties.lines, day, 1);
        break;
      case 'Order Refunded':
      case 'Order Cancelled':
        addLines(quantities, event.properties.lines, day, -1);
        break;
      case 'Service Completed': {
        const part = partOf(event.properties.assetId, event.properties.component);
        addDay(services, part, day);
        if (event.properties.cause === 'failure') addDay(failures, part, day);
        break;
      }
      case 'Subscription Cancelled':
        cancelled.set(event.properties.subscriptionId, day);
        break;
    }
  }
  return {
    lastDay,
    visits: [...visits.keys()],
    spentMinor: [...visits.values()],
    products: new Map([...quantities].map(([product, days]) => [product, bought(days)])),
    failures,
    services,
    cancelled,
  };
}

type Lines = readonly { readonly productId: string; readonly quantity: number }[];

/** A return counts against a purchase of the same day only; later it undoes no need. */
function addLines(
  quantities: Map<string, Map<number, number>>,
  lines: Lines,
  day: number,
  sign: 1 | -1,
): void {
  for (const { productId, quantity } of lines) {
    const days = quantities.get(productId) ?? new Map<number, number>();
    quantities.set(productId, days);
    days.set(day, (days.get(day) ?? 0) + sign * quantity);
  }
}

const bought = (days: ReadonlyMap<number, number>): number[] =>
  [...days].filter(([, quantity]) => quantity > 0).map(([day]) => day);

function addDay(days: Map<string, number[]>, part: string, day: number): void {
  const known = days.get(part) ?? [];
  days.set(part, known);
  if (known.at(-1) !== day) known.push(day);
}
