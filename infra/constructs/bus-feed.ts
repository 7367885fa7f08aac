import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BusPattern, queuePatterns } from '#infra/bus-patterns.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { QueueName } from '#infra/function-spec.ts';

/**
 * The rules that bring events of the bus to queues, or at once to the queue's function. What cannot
 * be brought to a queue waits with its dead letters, what cannot be brought to a function in its queue.
 */
export function feedQueues(
  scope: Construct,
  eventBus: EventBus,
  queues: ReadonlyMap<QueueName, WorkQueue>,
  functionOf: (queue: QueueName) => IFunction,
): void {
  for (const { queue: name, pattern, atOnce } of queuePatterns) {
    const found = queues.get(name);
    if (found === undefined) throw new Error(`no function is triggered by queue ${name}`);
    const { queue, deadLetters } = found;
    new Rule(scope, `${name}-rule`, {
      eventBus,
      eventPattern: toEventPattern(pattern),
      targets: [
        atOnce
          ? new LambdaFunction(functionOf(name), { deadLetterQueue: queue })
          : new SqsQueue(queue, { deadLetterQueue: deadLetters }),
      ],
    });
  }
}

export const toEventPattern = ({ source, 'detail-type': detailType }: BusPattern) => ({
  source: [...source],
  ...(detailType === undefined ? {} : { detailType: [...detailType] }),
});
