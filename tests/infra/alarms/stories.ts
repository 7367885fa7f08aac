import type { Sample } from './evaluate-alarm.ts';
import { aBatch, aDawn, aReport, aRunOf } from './run-work.ts';
import type { Written } from './written-metrics.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One value every so often, until the end; `from` and `until` leave some out. */
export const every = (
  seconds: number,
  value: number,
  { from = 0, until = 5 * DAY }: { from?: number; until?: number } = {},
): Sample[] =>
  Array.from({ length: Math.ceil((until - from) / seconds) }, (_, nth) => ({
    atSeconds: from + nth * seconds,
    value,
  }));
const once = (atSeconds: number, value: number): Sample[] => [{ atSeconds, value }];

/** What happens, as CloudWatch is told by a service of AWS. */
export type Told = { readonly lasts: number; readonly healthy: Sample[]; readonly bad: Sample[] };

/** Stories of metrics that AWS writes, by the metric's name. */
export const toldByAws: Readonly<Record<string, Told>> = {
  Errors: {
    lasts: 20 * MINUTE,
    healthy: [...every(MINUTE, 0, { until: 20 * MINUTE }), ...once(7 * MINUTE, 1)],
    bad: [
      ...every(MINUTE, 0, { until: 17 * MINUTE }),
      ...every(2 * MINUTE, 1, { from: 17 * MINUTE, until: 20 * MINUTE }),
    ],
  },
  Throttles: {
    lasts: HOUR,
    healthy: once(20 * MINUTE, 40),
    bad: every(MINUTE, 1, { from: 40 * MINUTE, until: HOUR }),
  },
  ApproximateNumberOfMessagesVisible: {
    lasts: HOUR,
    healthy: every(5 * MINUTE, 0, { until: HOUR }),
    bad: [...every(5 * MINUTE, 0, { until: 55 * MINUTE }), ...once(56 * MINUTE, 1)],
  },
  'Reputation.BounceRate': {
    lasts: 12 * HOUR,
    healthy: every(HOUR, 0.03, { until: 12 * HOUR }),
    bad: every(HOUR, 0.06, { until: 12 * HOUR }),
  },
  'Reputation.ComplaintRate': {
    lasts: 12 * HOUR,
    healthy: every(HOUR, 0.0005, { until: 12 * HOUR }),
    bad: every(HOUR, 0.002, { until: 12 * HOUR }),
  },
  SMSMonthToDateSpentUSD: {
    lasts: 12 * HOUR,
    healthy: every(HOUR, 150, { until: 12 * HOUR }),
    bad: every(HOUR, 170, { until: 12 * HOUR }),
  },
  Invocations: {
    lasts: 6 * HOUR,
    /* A quiet half hour at night, and an hour in which nobody sent: Lambda writes no 0. */
    healthy: [
      ...every(MINUTE, 4, { until: 3 * HOUR }),
      ...every(MINUTE, 4, { from: 3.5 * HOUR, until: 6 * HOUR }),
    ],
    bad: every(MINUTE, 4, { until: 5 * HOUR }),
  },
  DestinationDeliveryFailures: {
    lasts: HOUR,
    healthy: every(5 * MINUTE, 0, { until: HOUR }),
    bad: [...every(5 * MINUTE, 0, { until: 55 * MINUTE }), ...once(56 * MINUTE, 1)],
  },
};

/** Something our code does at a time, as often as it says. */
export type Deed = {
  readonly atSeconds: number;
  readonly does: () => Promise<Written[]>;
  readonly times?: number;
};
export type Done = { readonly lasts: number; readonly healthy: Deed[]; readonly bad: Deed[] };

const days = (deed: Omit<Deed, 'atSeconds'>, count = 5): Deed[] =>
  every(DAY, 0, { from: 4 * HOUR, until: count * DAY }).map(({ atSeconds }) => ({
    ...deed,
    atSeconds,
  }));
const failures = (name: string): Done => ({
  lasts: HOUR,
  healthy: [
    { atSeconds: 10 * MINUTE, does: () => aBatch() },
    { atSeconds: 30 * MINUTE, does: () => aBatch('Error') },
  ],
  bad: every(5 * MINUTE, 0, { from: 40 * MINUTE, until: HOUR }).map(({ atSeconds }) => ({
    atSeconds,
    does: () => aBatch(name),
  })),
});

/** Stories of figures that our functions write, by the alarm's name: what the code does in them. */
export const doneByUs: Readonly<Record<string, Done>> = {
  'runs-near-timeout': {
    lasts: 3 * HOUR,
    healthy: every(5 * MINUTE, 0, { until: 3 * HOUR }).map(({ atSeconds }) => ({
      atSeconds,
      does: () => aRunOf(45),
    })),
    bad: [2.5, 2.9].map((hours) => ({ atSeconds: hours * HOUR, does: () => aRunOf(50) })),
  },
  'dawn-missed': {
    lasts: 5 * DAY,
    /* The day on which clocks go back has 25 hours. */
    healthy: days({ does: aDawn }).map((deed, nth) => ({
      ...deed,
      atSeconds: deed.atSeconds + (nth > 2 ? HOUR : 0),
    })),
    bad: days({ does: aDawn }, 3).slice(0, 3),
  },
  'forecast-skill-lost': {
    lasts: 5 * DAY,
    healthy: [
      ...days({ does: () => aReport(3, 5) }, 3),
      { atSeconds: 3 * DAY + 4 * HOUR, does: () => aReport(6, 5) },
    ],
    bad: days({ does: () => aReport(6, 5) }),
  },
  'failures-throttled': failures('ProvisionedThroughputExceededException'),
  'failures-denied': failures('AccessDeniedException'),
  'failures-unavailable': failures('InternalServerError'),
  /* A pass here decides on two customers. */
  'decisions-too-few': {
    lasts: 5 * DAY,
    healthy: days({ does: aDawn, times: 1_500 }),
    bad: days({ does: aDawn }),
  },
  'decisions-too-many': {
    lasts: 5 * DAY,
    healthy: days({ does: aDawn, times: 1_500 }),
    bad: days({ does: aDawn, times: 16_000 }),
  },
};
