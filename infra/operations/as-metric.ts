import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricProps, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSpec, Source } from '#infra/operations/alarm.ts';
import { OWN_DIMENSIONS, type Watched } from '#infra/operations/watched.ts';

type Asked = Pick<AlarmSpec, 'source' | 'metric' | 'statistic' | 'unit' | 'periodSeconds'>;

/** The metric of a source in CloudWatch. @throws Error when the stack has no such thing. */
export const asMetric = (watched: Watched, asked: Asked, also: Partial<MetricProps> = {}): Metric =>
  new Metric({
    ...placeOf(watched, asked.source),
    metricName: asked.metric,
    statistic: asked.statistic,
    period: Duration.seconds(asked.periodSeconds),
    ...(asked.unit === undefined ? {} : { unit: UNITS[asked.unit] }),
    ...also,
  });

const UNITS = { Count: Unit.COUNT, Seconds: Unit.SECONDS, None: Unit.NONE } as const;

type Place = { namespace: string; dimensionsMap: Record<string, string> };

function placeOf({ namespace, queues, functions, tables }: Watched, source: Source): Place {
  switch (source.kind) {
    case 'queue':
      return ofQueue(queues.get(source.queue)?.queue, source.queue);
    case 'dead-letters':
      return ofQueue(queues.get(source.queue)?.deadLetters, source.queue);
    case 'table':
      return { namespace: 'AWS/DynamoDB', dimensionsMap: { TableName: tables[source.table] } };
    case 'set-aside':
      return ofQueue(functions.get(source.functionName)?.deadLetters, source.functionName);
    case 'function':
      return ofAlias(functions.get(source.functionName)?.functionName, source.functionName);
    case 'account':
      return { namespace: `AWS/${source.service}`, dimensionsMap: {} };
    case 'own':
      return { namespace, dimensionsMap: { ...OWN_DIMENSIONS, ...source.dimensions } };
  }
}

const ofQueue = (name: string | undefined, of: string): Place => ({
  namespace: 'AWS/SQS',
  dimensionsMap: { QueueName: existing(name, of) },
});

/** By name: a reference to the alias would close a circle, because it waits for its release's alarm. */
const ofAlias = (name: string | undefined, of: string): Place => ({
  namespace: 'AWS/Lambda',
  dimensionsMap: { FunctionName: existing(name, of), Resource: `${existing(name, of)}:live` },
});

function existing(name: string | undefined, of: string): string {
  if (name === undefined) throw new Error(`the stack has nothing to watch of ${of}`);
  return name;
}
