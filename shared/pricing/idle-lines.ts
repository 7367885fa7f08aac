import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import type { Inventory } from './inventory.ts';
import { type Line, perMillion, perMonth } from './line.ts';
import type { Prices } from './prices.ts';

/** Caches of a data key: DynamoDB asks anew after five minutes, by table, as long as it is used. */
const KEY_REQUESTS_A_MONTH = 60_000;

/** What an environment costs in which nothing happens. */
export function idleLines(
  held: Inventory,
  { perMonth: month, perMillion: price, assumed }: Prices,
): Line[] {
  const polls = (queues: number, pollers: number): number =>
    (queues * pollers * SECONDS_OF_A_MONTH) / assumed.pollSeconds;
  const polled =
    polls(held.polledQueues - held.cappedQueues, assumed.idlePollers) +
    polls(held.cappedQueues, assumed.busyPollers);
  return [
    perMonth('KMS', 'customer-managed keys', held.keys, 'keys', month.key),
    perMillion(
      'KMS',
      'requests for data keys',
      KEY_REQUESTS_A_MONTH,
      'requests',
      price.keyRequests,
    ),
    perMonth('Secrets Manager', 'secrets', held.secrets, 'secrets', month.secret),
    perMonth('CloudWatch', 'alarms', held.alarms, 'alarms', month.alarm),
    perMonth('CloudWatch', 'dashboards', held.dashboards, 'dashboards', month.dashboard),
    perMonth(
      'CloudWatch',
      'metrics written once a day',
      held.dailyMetrics,
      'metrics',
      month.metric / HOURS_OF_A_DAY,
    ),
    perMillion('SQS', 'polls of empty queues', polled, 'requests', price.queueRequests),
    perMillion(
      'Scheduler',
      'dawn, learn, dispatch',
      held.scheduledRunsPerMonth,
      'runs',
      price.scheduleRuns,
    ),
  ];
}

/** What is written in nearly every hour in which there is work, and in no other. */
export const workingLines = (held: Inventory, { perMonth: month }: Prices): Line[] => [
  perMonth(
    'CloudWatch',
    'metrics written in every hour',
    held.hourlyMetrics,
    'metrics',
    month.metric,
  ),
];

/** A metric is billed for the hours in which it is written: one that comes once a day, for one of them. */
const HOURS_OF_A_DAY = 24;
