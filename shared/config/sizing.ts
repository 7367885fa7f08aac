import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';

/** What an environment is built for, as `load` of its configuration says. */
type Load = {
  readonly customers: number;
  readonly eventsPerMonth: number;
  readonly peakEventsPerSecond: number;
};

/** How a queue's messages are handed to its function. */
export type QueueSizing = {
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Functions at the same time; left out, Lambda's own scaling is enough and polls less. */
  readonly maxConcurrency?: number;
};

/** Sizes of the pipeline that follow from the load; see docs/scale.md. */
export type Sizing = {
  readonly queues: Readonly<Record<'events' | 'due' | 'deliver' | 'alerts' | 'dawn', QueueSizing>>;
  /** Messages of one dawn pass, each a part of the customers table. */
  readonly dawnSegments: number;
};

/** Mean rate below which waiting for more saves cents a month, so that nobody waits. */
const WORTH_GATHERING_PER_SECOND = 0.5;
/** A mapping gathers with five pollers; each should bring the function about so many events. */
const GATHERED = 50;
const POLLERS = 5;
const LONGEST_WINDOW_SECONDS = 30;
/** Seconds of one function for one event: its processor time at 512 MB and its share of the waits. */
const SECONDS_PER_EVENT = 0.016;
/** The busiest second must not need more than a quarter of what is allowed: a backlog drains fast. */
const HEADROOM = 4;
/** Lambda's own bounds of a mapping's maximum concurrency. */
const LEAST_CONCURRENCY = 2;
const MOST_CONCURRENCY = 1_000;
/** A segment of so many customers is read and decided in some minutes of the fifteen there are. */
const CUSTOMERS_OF_A_SEGMENT = 100_000;
const MOST_SEGMENTS = 1_000;

/** @throws RangeError for a load that is not positive. */
export function sizingOf({ customers, eventsPerMonth, peakEventsPerSecond }: Load): Sizing {
  for (const given of [customers, eventsPerMonth, peakEventsPerSecond]) {
    if (!(given > 0)) throw new RangeError(`expected a load above 0, got ${given}`);
  }
  return {
    queues: {
      events: {
        batchSize: 100,
        windowSeconds: windowOf(eventsPerMonth / SECONDS_OF_A_MONTH),
        maxConcurrency: between(
          Math.ceil(peakEventsPerSecond * SECONDS_PER_EVENT * HEADROOM),
          5 * LEAST_CONCURRENCY,
          MOST_CONCURRENCY,
        ),
      },
      due: { batchSize: 10, windowSeconds: 1 },
      deliver: { batchSize: 10, windowSeconds: 0 },
      alerts: { batchSize: 10, windowSeconds: 0 },
      dawn: { batchSize: 1, windowSeconds: 0 },
    },
    dawnSegments: between(Math.ceil(customers / CUSTOMERS_OF_A_SEGMENT), 1, MOST_SEGMENTS),
  };
}

const windowOf = (perSecond: number): number =>
  perSecond < WORTH_GATHERING_PER_SECOND
    ? 1
    : between(Math.ceil((GATHERED * POLLERS) / perSecond), 1, LONGEST_WINDOW_SECONDS);

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
