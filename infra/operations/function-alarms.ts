import type { AlarmSpec } from '#infra/operations/alarm.ts';
import { functions } from '#infra/topology.ts';

/** What nobody gets while a function fails. */
const LOST: Readonly<Record<string, string>> = {
  intake: 'partners’ events are refused over HTTP; well-made senders try again',
  import: 'uploaded history is not taken in',
  track: 'orders and services are seen late, when the queue brings them again, or not at all',
  dawn: 'nothing that time brings is decided: no reminders, no warnings, no KPIs of today',
  dispatch: 'due messages are not handed out and wait on the day sheet',
  deliver: 'due messages wait and may expire',
  alert: 'the support team hears of no new case',
  feedback: 'replies and one-click unsubscribes fail before the customer’s eyes',
  learn: 'the models stay as they were yesterday',
  report: 'the team has no KPIs of today',
};

/** Failures of each function; the release of a function is taken back by the same alarm. */
export const functionAlarms = (): readonly AlarmSpec[] => [
  ...functions.map(({ name }) => failing(name)),
  {
    name: 'functions-throttled',
    impact:
      'the account has no room to run functions, so work waits and HTTP requests are answered 503',
    anchor: 'functions-are-throttled',
    source: { kind: 'account', service: 'Lambda' },
    metric: 'Throttles',
    statistic: 'Sum',
    periodSeconds: 300,
    evaluationPeriods: 3,
    comparison: 'at least',
    threshold: 1,
    missing: 'notBreaching',
  },
  {
    name: 'failures-not-set-aside',
    impact: 'an event or a run failed and could not be put into a queue either: it is lost',
    anchor: 'a-failure-could-not-be-set-aside',
    source: { kind: 'account', service: 'Lambda' },
    metric: 'DestinationDeliveryFailures',
    statistic: 'Sum',
    periodSeconds: 300,
    evaluationPeriods: 1,
    comparison: 'at least',
    threshold: 1,
    missing: 'notBreaching',
  },
  {
    name: 'runs-near-timeout',
    impact: 'runs use more than 80 % of their time; a little slower, they break off and repeat',
    anchor: 'runs-come-near-their-timeout',
    source: { kind: 'own' },
    metric: 'RunsNearTimeout',
    statistic: 'Sum',
    unit: 'Count',
    periodSeconds: 300,
    evaluationPeriods: 12,
    datapointsToAlarm: 2,
    comparison: 'at least',
    threshold: 1,
    missing: 'notBreaching',
  },
];

/** @throws Error for a function of which nobody has said what is lost when it fails. */
export function failing(name: string): AlarmSpec {
  const lost = LOST[name];
  if (lost === undefined) throw new Error(`say in LOST what is lost when ${name} fails`);
  return {
    name: `${name}-failures`,
    impact: `${name} fails: ${lost}; a release under way is taken back`,
    anchor: 'a-function-fails',
    source: { kind: 'function', functionName: name },
    metric: 'Errors',
    statistic: 'Sum',
    periodSeconds: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 2,
    comparison: 'at least',
    threshold: 1,
    missing: 'notBreaching',
  };
}
