import type { AlarmSpec } from '#infra/operations/alarm.ts';
import type { Environment } from '#shared/config/environment.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** All of five periods without a figure: three are asked for, and CloudWatch looks two further back. */
const QUIET_PERIODS = { asked: 3, lookedAt: 5 } as const;

/** What the pipeline as a whole owes: facts coming in, a pass every day, usual decisions, skill. */
export const workAlarms = ({ expects }: Environment): readonly AlarmSpec[] => [
  dawnMissed,
  skillLost,
  ...stateFailures,
  ...(expects === undefined ? [] : [silence(expects), ...unusualDecisions(expects)]),
];

type Expected = NonNullable<Environment['expects']>;

/**
 * 26 hours without one: a day, the hour that a change of clocks adds, and an hour to work in. While
 * figures are absent CloudWatch looks a little further back, so it rings within 28 hours of the last.
 */
const dawnMissed: AlarmSpec = {
  name: 'dawn-missed',
  impact: 'no pass was completed today: nobody is reminded, warned of or counted',
  anchor: 'dawn-was-not-completed',
  source: { kind: 'own' },
  metric: 'DawnsCompleted',
  statistic: 'Sum',
  unit: 'Count',
  periodSeconds: HOUR,
  evaluationPeriods: 26,
  comparison: 'below',
  threshold: 1,
  missing: 'breaching',
};

const skillLost: AlarmSpec = {
  name: 'forecast-skill-lost',
  impact: 'customers are reminded on worse days than the plain rule would choose',
  anchor: 'forecasts-lost-their-skill',
  source: { kind: 'own', dimensions: { window: 'last-month' } },
  metric: 'forecast-skill',
  statistic: 'Minimum',
  unit: 'None',
  periodSeconds: DAY,
  evaluationPeriods: 3,
  comparison: 'below',
  threshold: 0,
  missing: 'notBreaching',
};

/** Failures after the SDK's own retries, told apart by what mends them; tables are behind most. */
const stateFailures: readonly AlarmSpec[] = [
  failures('throttled', 3, 'tables or services allow no more, so work is repeated and late'),
  failures('denied', 1, 'a role or a key says no, so nothing that needs it is done'),
  failures('unavailable', 3, 'a service of AWS answers with errors, so work is repeated and late'),
];

function failures(kind: string, periods: number, impact: string): AlarmSpec {
  return {
    name: `failures-${kind}`,
    impact,
    anchor: `work-is-${kind}`,
    source: { kind: 'own', dimensions: { kind } },
    metric: 'Failures',
    statistic: 'Sum',
    unit: 'Count',
    periodSeconds: 300,
    evaluationPeriods: periods,
    comparison: 'at least',
    threshold: 1,
    missing: 'notBreaching',
  };
}

/** Every event and every pack of them runs track; a function that nobody starts has no such figure. */
const silence = ({ eventEveryMinutes }: Expected): AlarmSpec => ({
  name: 'producers-silent',
  impact: 'no event comes in: we remind people of what they may have bought meanwhile',
  anchor: 'producers-are-silent',
  source: { kind: 'function', functionName: 'track' },
  metric: 'Invocations',
  statistic: 'Sum',
  periodSeconds: Math.round(eventEveryMinutes / QUIET_PERIODS.lookedAt) * 60,
  evaluationPeriods: QUIET_PERIODS.asked,
  comparison: 'below',
  threshold: 1,
  missing: 'breaching',
});

/** A day without a pass has no figure and is the business of another alarm. */
const unusualDecisions = ({ decisionsPerDay: { least, most } }: Expected): readonly AlarmSpec[] => {
  const shared = {
    anchor: 'decisions-are-unusual',
    source: { kind: 'own' },
    metric: 'DecisionsMade',
    statistic: 'Sum',
    unit: 'Count',
    periodSeconds: DAY,
    evaluationPeriods: 1,
    missing: 'ignore',
  } as const;
  return [
    {
      ...shared,
      name: 'decisions-too-few',
      impact: 'far fewer customers than usual are reminded or warned of',
      comparison: 'below',
      threshold: least,
    },
    {
      ...shared,
      name: 'decisions-too-many',
      impact: 'far more customers than usual are to be written to, perhaps for no reason',
      comparison: 'above',
      threshold: most,
    },
  ];
};
