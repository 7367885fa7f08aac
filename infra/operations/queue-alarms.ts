import type { QueueName } from '#infra/function-spec.ts';
import type { AlarmSpec, Source } from '#infra/operations/alarm.ts';
import { functions, queueNames } from '#infra/topology.ts';

/**
 * How old a message may get, in minutes: above the time after which a failed one comes again (six
 * times its function's timeout, once for `dawn`, twice for the rest), so that one retry rings nobody.
 */
const WAITS: Readonly<Record<QueueName, { readonly minutes: number; readonly impact: string }>> = {
  events: { minutes: 15, impact: 'orders are seen late, and somebody may be reminded too late' },
  due: { minutes: 30, impact: 'decisions come late onto the day sheet' },
  deliver: { minutes: 30, impact: 'reminders go out late or expire' },
  alerts: { minutes: 15, impact: 'the support team hears late of customers who are leaving' },
  dawn: { minutes: 120, impact: 'the day’s decisions and KPIs are late' },
  imports: { minutes: 360, impact: 'uploaded history waits' },
};

/** What lies in the dead-letter queue of each queue. */
const SET_ASIDE: Readonly<Record<QueueName, string>> = {
  events: 'events of customers are not taken in until somebody replays them',
  due: 'decisions are made but never said to the customer',
  deliver: 'due messages were not sent',
  alerts: 'cases of customers at risk do not reach the support team',
  dawn: 'a part of the customers was left out of today’s pass, and there are no KPIs',
  imports: 'an uploaded file was not taken in',
};

const NOBODY_WAITS: Readonly<Record<string, string>> = {
  dawn: 'the day’s pass was not begun',
  dispatch: 'a round of handing out due messages was missed; the next one makes it good',
  alert: 'the day’s cases were not opened after dawn',
  feedback: 'bounces, complaints or STOP answers were not taken in: we may write to who said no',
  learn: 'the models were not learned tonight',
  report: 'the KPIs of a day were not reported',
};

/** Backlog and hopeless messages of everything that waits. */
export const queueAlarms = (): readonly AlarmSpec[] => [
  ...queueNames.map(late),
  ...queueNames.map((queue) =>
    setAside(`${queue}-set-aside`, SET_ASIDE[queue], { kind: 'dead-letters', queue }),
  ),
  ...unawaited.map((name) => {
    const impact = NOBODY_WAITS[name];
    if (impact === undefined) throw new Error(`say in NOBODY_WAITS what is lost for ${name}`);
    return setAside(`${name}-runs-set-aside`, impact, { kind: 'set-aside', functionName: name });
  }),
];

/** Functions that a schedule, a rule or a notification starts: a failed run goes to a queue of theirs. */
const unawaited: readonly string[] = functions
  .filter(({ triggers }) =>
    triggers.some(({ kind }) => kind === 'schedule' || kind === 'rule' || kind === 'notifications'),
  )
  .map(({ name }) => name);

const late = (queue: QueueName): AlarmSpec => ({
  name: `${queue}-late`,
  impact: WAITS[queue].impact,
  anchor: 'work-piles-up',
  source: { kind: 'queue', queue },
  metric: 'ApproximateAgeOfOldestMessage',
  statistic: 'Maximum',
  periodSeconds: 300,
  evaluationPeriods: 2,
  comparison: 'above',
  threshold: WAITS[queue].minutes * 60,
  missing: 'notBreaching',
});

const setAside = (name: string, impact: string, source: Source): AlarmSpec => ({
  name,
  impact,
  anchor: 'messages-were-set-aside',
  source,
  metric: 'ApproximateNumberOfMessagesVisible',
  statistic: 'Maximum',
  periodSeconds: 300,
  evaluationPeriods: 1,
  comparison: 'above',
  threshold: 0,
  missing: 'notBreaching',
});
