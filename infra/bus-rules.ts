import type { QueueName } from './function-spec.ts';

/**
 * Which events of the bus are whose work. Matches on source and detail-type only. With `atOnce` each
 * event starts the function of the queue, and the queue holds only what that run could not do;
 * where one event is one message anyway, a run costs less than a message sent, taken and deleted.
 * The local runtime has no prices and lets all of them go through their queue.
 */
export const busRules: readonly {
  readonly queue: QueueName;
  readonly source: 'inbound' | 'outbound';
  readonly detailTypes?: readonly string[];
  readonly atOnce?: true;
}[] = [
  { queue: 'events', source: 'inbound', atOnce: true },
  {
    queue: 'due',
    source: 'outbound',
    detailTypes: ['Replenishment Due', 'Maintenance Due', 'Meter Reading Wanted', 'Reminder Held'],
  },
  {
    queue: 'alerts',
    source: 'outbound',
    detailTypes: [
      'Customer At Risk',
      'Customer Recovered',
      'Customer Lost',
      'Case Acknowledged',
      'Case Snoozed',
      'Case Resolved',
    ],
  },
];
