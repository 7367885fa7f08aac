import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { alarmsOf } from '#infra/operations/alarms.ts';
import { environmentNames, environmentOf } from '#shared/config/environments.ts';
import { takeFigures } from '#shared/runtime/figures.ts';
import { templatesOf } from '../a-template.ts';
import { type AlarmProperties, alarmProperties, type Sample, statesOf } from './evaluate-alarm.ts';
import { type Deed, doneByUs, every, type Told, toldByAws } from './stories.ts';

afterEach(() => {
  vi.restoreAllMocks();
  takeFigures();
});

const { pipeline } = templatesOf('prod');
const resource = z.object({ Properties: z.record(z.string(), z.unknown()) });
const resources = (type: string) =>
  Object.entries(z.record(z.string(), resource).parse(pipeline.findResources(type)));

/** The alarms of the template by the name that they have in the list. */
const alarms = new Map(
  alarmsOf(environmentOf('prod')).map((spec) => {
    const id = `operations${spec.name.replaceAll('-', '')}`;
    const made = resources('AWS::CloudWatch::Alarm').filter(([name]) => name.slice(0, -8) === id);
    expect(made).toHaveLength(1);
    return [spec.name, alarmProperties.parse(made[0]?.[1].Properties)] as const;
  }),
);
const queues = new Map(resources('AWS::SQS::Queue'));

/** A queue or a function of the template that a dimension refers to, by its logical id. */
const logicalId = (value: unknown): string => {
  const ref = z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .or(z.object({ Ref: z.string() }))
    .parse(value);
  return 'Ref' in ref ? ref.Ref : ref['Fn::GetAtt'][0];
};

function story(name: string, alarm: AlarmProperties): Told {
  if (alarm.MetricName !== 'ApproximateAgeOfOldestMessage') {
    const told = toldByAws[alarm.MetricName];
    if (told === undefined) throw new Error(`nobody drives ${name}`);
    return told;
  }
  /* A message that failed once is as old as the time for which its queue hides it, and a bit more. */
  const queue = queues.get(logicalId(alarm.Dimensions[0]?.Value));
  const hidden = z.number().parse(queue?.Properties['VisibilityTimeout']);
  const [retried, stuck] = [hidden + 300, 8 * 3_600];
  return {
    lasts: 12 * 3_600,
    healthy: every(300, retried, { until: 12 * 3_600 }),
    bad: every(300, stuck, { from: 11 * 3_600, until: 12 * 3_600 }),
  };
}

const isOurs = ([, { Namespace }]: [string, AlarmProperties]): boolean =>
  Namespace.startsWith('Beforehand');

test.each([...alarms])('%s tells people what it means and where to look', (_name, alarm) => {
  expect(alarm.AlarmDescription).toMatch(/^Impact: .+\. Runbook: docs\/runbook\.md#[a-z-]+$/);
  expect(JSON.stringify(alarm.AlarmActions)).toContain('opstopic');
});

test.each([...alarms].filter((each) => !isOurs(each)))(
  '%s stays quiet while all is well and rings when it is not',
  (name, alarm) => {
    const { lasts, healthy, bad } = story(name, alarm);
    expect(statesOf(alarm, healthy, lasts)).not.toContain('ALARM');
    expect(statesOf(alarm, bad, lasts).at(-1)).toBe('ALARM');
  },
);

test.each([...alarms].filter(isOurs))(
  '%s is driven by what our code writes: quiet while all is well, then it rings',
  async (name, alarm) => {
    const done = doneByUs[name];
    if (done === undefined) throw new Error(`nobody drives ${name}`);
    const healthy = await samplesOf(alarm, done.healthy);
    const bad = await samplesOf(alarm, done.bad);
    expect(statesOf(alarm, healthy, done.lasts)).not.toContain('ALARM');
    expect(statesOf(alarm, bad, done.lasts).at(-1)).toBe('ALARM');
    expect(healthy.length + bad.length).toBeGreaterThan(0);
  },
);

/** What the deeds write into the very metric that the alarm looks at: name, dimensions, unit and all. */
async function samplesOf(alarm: AlarmProperties, deeds: readonly Deed[]): Promise<Sample[]> {
  const dimensions = Object.fromEntries(alarm.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const samples: Sample[] = [];
  for (const { atSeconds, does, times = 1 } of deeds) {
    for (const { namespace, name, unit, value, ...written } of await does()) {
      expect(namespace).toBe('Beforehand/test');
      const isIts =
        name === alarm.MetricName &&
        unit === alarm.Unit &&
        JSON.stringify(sorted(written.dimensions)) === JSON.stringify(sorted(dimensions));
      if (isIts) samples.push(...Array.from({ length: times }, () => ({ atSeconds, value })));
    }
  }
  return samples;
}
const sorted = (dimensions: Readonly<Record<string, unknown>>) => Object.entries(dimensions).sort();

describe('the alarms of an environment', () => {
  test('are all there is in its template: what the list does not have, nobody has', () => {
    for (const name of environmentNames) {
      const specs = alarmsOf(environmentOf(name));
      templatesOf(name).pipeline.resourceCountIs('AWS::CloudWatch::Alarm', specs.length);
      expect(new Set(specs.map((spec) => spec.name)).size).toBe(specs.length);
    }
  });

  test('look for our figures where the functions are told to write them', () => {
    const namespaces = resources('AWS::Lambda::Function').map(
      ([, { Properties }]) =>
        z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(Properties['Environment'])
          .Variables['POWERTOOLS_METRICS_NAMESPACE'],
    );
    const ours = [...alarms.values()].filter(({ Namespace }) => Namespace.startsWith('Beforehand'));
    expect(new Set([...namespaces, ...ours.map(({ Namespace }) => Namespace)])).toEqual(
      new Set(['Beforehand/prod']),
    );
  });

  test('watch each queue for its age or, where hopeless messages end, for what lies in it', () => {
    const watched = [...alarms.values()]
      .filter(
        ({ Namespace, MetricName }) =>
          Namespace === 'AWS/SQS' && MetricName.startsWith('Approximate'),
      )
      .map(
        ({ Dimensions: [dimension], MetricName }) => `${logicalId(dimension?.Value)} ${MetricName}`,
      );
    const wanted = [...queues].map(
      ([id, { Properties }]) =>
        `${id} ${Properties['RedrivePolicy'] === undefined ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage'}`,
    );
    expect(watched.sort()).toEqual(wanted.sort());
  });

  test('watch each function under the alias that does the work', () => {
    const watched = [...alarms.values()].filter(({ MetricName }) => MetricName === 'Errors');
    const ids = watched.map(({ Dimensions }) => {
      const { FunctionName, Resource } = Object.fromEntries(
        Dimensions.map(({ Name, Value }) => [Name, Value]),
      );
      expect(JSON.stringify(Resource)).toContain(':live');
      expect(JSON.stringify(Resource)).toContain(logicalId(FunctionName));
      return logicalId(FunctionName);
    });
    expect(ids.sort()).toEqual(
      resources('AWS::Lambda::Function')
        .map(([id]) => id)
        .sort(),
    );
  });

  /* Names and dimensions as the user guides of the services give them; a misspelt one never rings. */
  test.each([...alarms].filter(([, { Namespace }]) => Namespace.startsWith('AWS/')))(
    '%s asks for a metric that AWS writes',
    (_name, { Namespace, MetricName, Dimensions, Unit }) => {
      const names = Dimensions.map(({ Name }) => Name).sort();
      expect(KNOWN).toContain([Namespace, MetricName, ...names].join(' '));
      expect(Unit).toBeUndefined();
    },
  );

  test('ring on when producers stay silent for hours', () => {
    const silent = alarms.get('producers-silent');
    if (silent === undefined) throw new Error('no alarm on silence');
    const states = statesOf(silent, every(60, 4, { until: 5 * 3_600 }), 8 * 3_600);
    expect(states.at(-1)).toBe('ALARM');
  });
});

const KNOWN = [
  'AWS/Lambda DestinationDeliveryFailures',
  'AWS/Lambda Errors FunctionName Resource',
  'AWS/Lambda Invocations FunctionName Resource',
  'AWS/Lambda Throttles',
  'AWS/SQS ApproximateAgeOfOldestMessage QueueName',
  'AWS/SQS ApproximateNumberOfMessagesVisible QueueName',
  'AWS/SES Reputation.BounceRate',
  'AWS/SES Reputation.ComplaintRate',
  'AWS/SNS SMSMonthToDateSpentUSD',
];
