import type { QueueName, TableName } from '#infra/function-spec.ts';
import type { Source } from '#infra/operations/alarm.ts';
import { functions } from '#infra/topology.ts';

/** One line of a graph. */
export type Line = {
  readonly label: string;
  readonly source: Source;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly unit?: 'Count' | 'Seconds' | 'None';
};

/** A graph; `title` says in plain words what one sees. */
export type Graph = {
  readonly title: string;
  readonly periodSeconds: number;
  readonly lines: readonly Line[];
};

/** Graphs under a heading. */
export type Row = { readonly heading: string; readonly graphs: readonly Graph[] };

const MINUTES = 60;
const HOUR = 60 * MINUTES;
const DAY = 24 * HOUR;
const queueNames: readonly QueueName[] = ['events', 'due', 'deliver', 'alerts', 'dawn', 'imports'];
const tableNames: readonly TableName[] = ['customers', 'ledger', 'contacts', 'insights'];

const own = (
  label: string,
  metric: string,
  dimensions?: Readonly<Record<string, string>>,
  unit: Line['unit'] = 'Count',
): Line => ({
  label,
  metric,
  unit,
  source: dimensions === undefined ? { kind: 'own' } : { kind: 'own', dimensions },
  statistic: unit === 'Count' ? 'Sum' : 'Maximum',
});
const ofKind = (label: string, metric: string, kind: string): Line => own(label, metric, { kind });
const kpi = (label: string, name: string): Line =>
  own(label, name, { window: 'last-month' }, 'None');

/** One for each event of the bus and for each batch of packs over HTTP. */
const trackRuns: Line = {
  label: 'runs',
  source: { kind: 'function', functionName: 'track' },
  metric: 'Invocations',
  statistic: 'Sum',
};

/** What the dashboard of an environment shows, from what comes in to what it costs. */
export const rows: readonly Row[] = [
  {
    heading: 'Flow: what comes in and what goes out',
    graphs: [
      {
        title: 'Events: runs that took them, repeated, kept out',
        periodSeconds: 5 * MINUTES,
        lines: [
          trackRuns,
          own('repeated', 'EventsRepeated'),
          own('kept out (quarantine)', 'EventsQuarantined'),
          own('tried again', 'EventsFailed'),
        ],
      },
      {
        title: 'Decisions a day, by kind',
        periodSeconds: DAY,
        lines: ['replenishment', 'maintenance', 'reading', 'risk'].map((kind) =>
          ofKind(kind, 'DecisionsMade', kind),
        ),
      },
      {
        title: 'Messages to customers',
        periodSeconds: HOUR,
        lines: [
          ...['sms', 'email', 'push', 'webhook'].map((channel) =>
            ofKind(`sent by ${channel}`, 'MessagesSent', channel),
          ),
          own('held back for now', 'MessagesHeld'),
          own('not to be said', 'MessagesSuppressed'),
          own('expired unsent', 'MessagesExpired'),
        ],
      },
    ],
  },
  {
    heading: 'Backlog: what waits',
    graphs: [
      {
        title: 'Longest wait in each queue (seconds)',
        periodSeconds: 5 * MINUTES,
        lines: queueNames.map((queue) => ({
          label: queue,
          source: { kind: 'queue', queue },
          metric: 'ApproximateAgeOfOldestMessage',
          statistic: 'Maximum',
        })),
      },
      {
        title: 'Messages waiting in each queue',
        periodSeconds: 5 * MINUTES,
        lines: queueNames.map((queue) => ({
          label: queue,
          source: { kind: 'queue', queue },
          metric: 'ApproximateNumberOfMessagesVisible',
          statistic: 'Maximum',
        })),
      },
      {
        title: 'Dawn: seconds that the daily pass took',
        periodSeconds: DAY,
        lines: [own('seconds', 'DawnSeconds', undefined, 'Seconds')],
      },
    ],
  },
  {
    heading: 'Failures: what went wrong',
    graphs: [
      {
        title: 'Failed runs of each function',
        periodSeconds: 5 * MINUTES,
        lines: functions.map(({ name }) => ({
          label: name,
          source: { kind: 'function', functionName: name },
          metric: 'Errors',
          statistic: 'Sum',
        })),
      },
      {
        title: 'Set aside: messages that nobody could work on',
        periodSeconds: 5 * MINUTES,
        lines: queueNames.map((queue) => ({
          label: queue,
          source: { kind: 'dead-letters', queue },
          metric: 'ApproximateNumberOfMessagesVisible',
          statistic: 'Maximum',
        })),
      },
      {
        title: 'What is tried again, by kind of failure',
        periodSeconds: 5 * MINUTES,
        lines: ['throttled', 'denied', 'unavailable', 'other'].map((kind) =>
          ofKind(kind, 'Failures', kind),
        ),
      },
      {
        title: 'Messages that came back or were complained about',
        periodSeconds: DAY,
        lines: ['bounce-permanent', 'bounce-transient', 'undeliverable', 'complaint'].map((cause) =>
          ofKind(cause, 'DeliveriesFailed', cause),
        ),
      },
    ],
  },
  {
    heading: 'KPIs: whether it helps',
    graphs: [
      {
        title: 'How satisfied and loyal customers were last month (shares)',
        periodSeconds: DAY,
        lines: [
          kpi('satisfied', 'satisfaction'),
          kpi('stayed', 'retention'),
          kpi('good reviews', 'positive-reviews'),
        ],
      },
      {
        title: 'How good forecasts were last month (skill above 0: better than the plain rule)',
        periodSeconds: DAY,
        lines: [
          kpi('skill', 'forecast-skill'),
          kpi('calibration gap', 'forecast-calibration-gap'),
          kpi('Brier score', 'forecast-brier'),
        ],
      },
      {
        title: 'Support cases opened a day',
        periodSeconds: DAY,
        lines: [own('cases', 'CasesOpened')],
      },
    ],
  },
  {
    heading: 'Cost: what is paid by use',
    graphs: [
      {
        title: 'Write units of each table (US$0.63 to 0.78 a million)',
        periodSeconds: HOUR,
        lines: tableNames.map((table) => ({
          label: table,
          source: { kind: 'table', table },
          metric: 'ConsumedWriteCapacityUnits',
          statistic: 'Sum',
        })),
      },
      {
        title: 'Runs that took events (US$0.34 a million)',
        periodSeconds: HOUR,
        lines: [trackRuns],
      },
      {
        title: 'Text messages: US$ spent this month, in the whole account',
        periodSeconds: HOUR,
        lines: [
          {
            label: 'US$',
            source: { kind: 'account', service: 'SNS' },
            metric: 'SMSMonthToDateSpentUSD',
            statistic: 'Maximum',
          },
        ],
      },
    ],
  },
];
