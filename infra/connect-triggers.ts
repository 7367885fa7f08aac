import { Duration } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { functionPatterns } from '#infra/bus-patterns.ts';
import { toEventPattern } from '#infra/constructs/bus-feed.ts';
import { FunctionSchedule } from '#infra/constructs/function-schedule.ts';
import type { PipelineFunction } from '#infra/constructs/pipeline-function.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { DataStack } from '#infra/stacks/data-stack.ts';
import type { FunctionSpec, QueueName } from '#infra/topology.ts';

export type Place = {
  readonly data: DataStack;
  readonly queues: ReadonlyMap<QueueName, WorkQueue>;
  readonly api: HttpApi;
  readonly timeZone: string;
};

/** The fewest that Lambda allows: imports should leave the tables to the daily work. */
const UPLOADS_AT_ONCE = 2;

/** Lets everything that the topology names start the function. */
export function connectTriggers(spec: FunctionSpec, made: PipelineFunction, place: Place): void {
  const target = made.function;
  for (const trigger of spec.triggers) {
    switch (trigger.kind) {
      case 'queue': {
        const queue = existing(place.queues.get(trigger.queue)?.queue, spec);
        target.addEventSource(
          new SqsEventSource(queue, {
            batchSize: trigger.batchSize,
            maxBatchingWindow: Duration.seconds(trigger.windowSeconds),
            reportBatchItemFailures: true,
          }),
        );
        break;
      }
      case 'upload':
        target.addEventSource(
          new SqsEventSource(existing(place.queues.get(trigger.queue)?.queue, spec), {
            batchSize: 1,
            maxConcurrency: UPLOADS_AT_ONCE,
            reportBatchItemFailures: true,
          }),
        );
        break;
      case 'schedule':
        new FunctionSchedule(made, `${trigger.name}-schedule`, {
          trigger,
          target,
          deadLetters: existing(made.deadLetters, spec),
          timeZone: place.timeZone,
        });
        break;
      case 'rule':
        startByRules(spec, made, place);
        break;
      case 'http':
        for (const route of trigger.routes) {
          place.api.addRoutes({
            ...pathAndMethod(route),
            integration: new HttpLambdaIntegration(`${spec.name}-integration`, target),
          });
        }
        break;
      case 'notifications':
        place.data.notifications.addSubscription(
          new LambdaSubscription(target, { deadLetterQueue: existing(made.deadLetters, spec) }),
        );
        break;
    }
  }
}

function startByRules(spec: FunctionSpec, made: PipelineFunction, { data }: Place): void {
  const patterns = functionPatterns.filter(({ functionName }) => functionName === spec.name);
  for (const [index, { pattern }] of patterns.entries()) {
    new Rule(made, `rule-${index + 1}`, {
      eventBus: data.bus,
      eventPattern: toEventPattern(pattern),
      targets: [
        new LambdaFunction(made.function, { deadLetterQueue: existing(made.deadLetters, spec) }),
      ],
    });
  }
}

/** `POST /v1/events` in its two parts. @throws Error for a method that HTTP APIs do not know. */
function pathAndMethod(route: string): { path: string; methods: HttpMethod[] } {
  const [name, path = ''] = route.split(' ');
  const method = Object.values(HttpMethod).find((known) => known === name);
  if (method === undefined) throw new Error(`route ${route} must begin with an HTTP method`);
  return { path, methods: [method] };
}

function existing(queue: Queue | undefined, spec: FunctionSpec): Queue {
  if (queue === undefined) throw new Error(`function ${spec.name} has no queue for this trigger`);
  return queue;
}
