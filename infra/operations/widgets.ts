import type { QueueName, TableName } from '#infra/function-spec.ts';
import type { Source } from '#infra/operations/alarm.ts';
import { kpi, type Line, ofEach, ofKind, ofKinds, own, type Row } from '#infra/operations/graph.ts';
import { functions, queueNames } from '#infra/topology.ts';

const MINUTES = 60;
const HOUR = 60 * MINUTES;
const DAY = 24 * HOUR;
const tableNames: readonly TableName[] = ['customers', 'ledger', 'contacts', 'insights'];

const functionNames = functions.map(({ name }) => name);
const messagesOf = (queue: QueueName): Source => ({ kind: 'queue', queue });
const deadLettersOf = (queue: QueueName): Source => ({ kind: 'dead-letters', queue });

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
        lines: ofKinds('DecisionsMade', ['replenishment', 'maintenance', 'reading', 'risk']),
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
        lines: ofEach(queueNames, messagesOf, {
          metric: 'ApproximateAgeOfOldestMessage',
          statistic: 'Maximum',
        }),
      },
      {
        title: 'Messages waiting in each queue',
        periodSeconds: 5 * MINUTES,
        lines: ofEach(queueNames, messagesOf, {
          metric: 'ApproximateNumberOfMessagesVisible',
          statistic: 'Maximum',
        }),
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
        lines: ofEach(functionNames, (functionName) => ({ kind: 'function', functionName }), {
          metric: 'Errors',
          statistic: 'Sum',
        }),
      },
      {
        title: 'Set aside: messages that nobody could work on',
        periodSeconds: 5 * MINUTES,
        lines: ofEach(queueNames, deadLettersOf, {
          metric: 'ApproximateNumberOfMessagesVisible',
          statistic: 'Maximum',
        }),
      },
      {
        title: 'What is tried again, by kind of failure',
        periodSeconds: 5 * MINUTES,
        lines: ofKinds('Failures', ['throttled', 'denied', 'unavailable', 'other']),
      },
      {
        title: 'Messages that came back or were complained about',
        periodSeconds: DAY,
        lines: ofKinds('DeliveriesFailed', [
          'bounce-permanent',
          'bounce-transient',
          'undeliverable',
          'complaint',
        ]),
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
        lines: ofEach(tableNames, (table) => ({ kind: 'table', table }), {
          metric: 'ConsumedWriteCapacityUnits',
          statistic: 'Sum',
        }),
      },
      {
        title: 'Runs that took events (US$0.37 a million)',
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
