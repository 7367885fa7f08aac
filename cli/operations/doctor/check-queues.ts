import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetterQueue, type PlaceQueues, runsOf } from '#cli/operations/place.ts';
import { number, plural } from '#cli/words.ts';
import type { AlarmSpec } from '#infra/operations/alarm.ts';
import { queueAlarms } from '#infra/operations/queue-alarms.ts';
import { broken, type Check, type Finding, ok, warning } from './finding.ts';

/** Ages of an oldest message that are noticed where no alarm says when, and that are too late. */
const AGE_SECONDS = { warning: 15 * 60, broken: 6 * 3_600 } as const;

/** What the alarms say of a queue whose messages grow old, and when. */
const lateAlarm = (queue: string): AlarmSpec | undefined =>
  queueAlarms().find(({ source }) => source.kind === 'queue' && source.queue === queue);

/** What they say of messages that were given up. */
const setAsideAlarm = (deadLetters: string): AlarmSpec | undefined =>
  queueAlarms().find(
    ({ source }) =>
      (source.kind === 'dead-letters' && source.queue === deadLetters) ||
      (source.kind === 'set-aside' && runsOf(source.functionName) === deadLetters),
  );

/** @param metrics tells how old the oldest message is; a local engine does not. */
export async function queueChecks(
  { client, work, deadLetters }: PlaceQueues,
  metrics: CloudWatchClient | undefined,
  nowMs: number,
): Promise<readonly Check[]> {
  return [
    ...[...work].map(([name, url]) => ({
      subject: `queue ${name}`,
      look: () => lookAtQueue(client, name, url, metrics, nowMs),
    })),
    ...deadLetters.map((queue) => ({
      subject: `dead letters of ${queue.name}`,
      look: () => lookAtDeadLetters(client, queue),
    })),
  ];
}

async function lookAtQueue(
  client: SQSClient,
  name: string,
  QueueUrl: string,
  metrics: CloudWatchClient | undefined,
  nowMs: number,
): Promise<readonly Finding[]> {
  const subject = `queue ${name}`;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  const waiting = Number(Attributes.ApproximateNumberOfMessages ?? 0);
  const underWay = Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
  const ageSeconds =
    metrics === undefined ? undefined : await oldestSeconds(metrics, QueueUrl, nowMs);
  const old = ageSeconds === undefined ? '' : `, the oldest for ${minutes(ageSeconds)}`;
  const says = `${number(waiting)} waiting${old}, ${number(underWay)} being worked on`;
  const found: Finding[] = [];
  if (Attributes.RedrivePolicy === undefined) {
    found.push(
      broken(
        subject,
        'has no dead-letter queue',
        'what always fails is tried for days and then vanishes',
        'Deploy the pipeline stack.',
      ),
    );
  }
  const alarm = lateAlarm(name);
  const meaning = alarm?.impact ?? 'work is left undone';
  const todo =
    'See errors and throttles of its function; it goes on by itself once that is mended.';
  if ((ageSeconds ?? 0) > AGE_SECONDS.broken) found.push(broken(subject, says, meaning, todo));
  else if ((ageSeconds ?? 0) > (alarm?.threshold ?? AGE_SECONDS.warning)) {
    found.push(warning(subject, says, meaning, todo));
  } else if (found.length === 0) found.push(ok(subject, says));
  return found;
}

async function lookAtDeadLetters(
  client: SQSClient,
  { name, url }: DeadLetterQueue,
): Promise<readonly Finding[]> {
  const subject = `dead letters of ${name}`;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const count = Number(Attributes.ApproximateNumberOfMessages ?? 0);
  if (count === 0) return [ok(subject, 'none')];
  return [
    broken(
      subject,
      plural(count, 'message'),
      setAsideAlarm(name)?.impact ?? 'runs failed each time and were given up',
      `"beforehand redrive --from '${name}'" shows, replays or drops them; they vanish after 14 days.`,
    ),
  ];
}

async function oldestSeconds(
  client: CloudWatchClient,
  url: string,
  nowMs: number,
): Promise<number | undefined> {
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: url.slice(url.lastIndexOf('/') + 1) }],
      StartTime: new Date(nowMs - 15 * 60_000),
      EndTime: new Date(nowMs),
      Period: 300,
      Statistics: ['Maximum'],
    }),
  );
  const newest = [...Datapoints].sort(
    (one, other) => (other.Timestamp?.getTime() ?? 0) - (one.Timestamp?.getTime() ?? 0),
  )[0];
  return newest?.Maximum;
}

const minutes = (seconds: number): string => plural(Math.round(seconds / 60), 'minute');
