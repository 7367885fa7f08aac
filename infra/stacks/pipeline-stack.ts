import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { queueBehind } from '#infra/bus-patterns.ts';
import { connectTriggers } from '#infra/connect-triggers.ts';
import { feedQueues } from '#infra/constructs/bus-feed.ts';
import { CarefulRelease } from '#infra/constructs/careful-release.ts';
import { grantAccess } from '#infra/constructs/grants.ts';
import { grantKeys } from '#infra/constructs/key-grants.ts';
import { PipelineFunction } from '#infra/constructs/pipeline-function.ts';
import { PublicApi } from '#infra/constructs/public-api.ts';
import { feedUploads } from '#infra/constructs/upload-feed.ts';
import { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { FunctionSpec, QueueName, Trigger } from '#infra/function-spec.ts';
import { isEmulated } from '#infra/is-emulated.ts';
import { Operations } from '#infra/operations/operations.ts';
import { namespaceOf } from '#infra/operations/watched.ts';
import { watchedOf } from '#infra/operations/watched-of.ts';
import { settingNamesOf } from '#infra/setting-names.ts';
import { settingValues } from '#infra/setting-values.ts';
import type { DataStack } from '#infra/stacks/data-stack.ts';
import { ADDRESS_QUEUES, functions } from '#infra/topology.ts';
import type { Environment } from '#shared/config/environment.ts';
import type { SettingName } from '#shared/runtime/env.ts';

export type PipelineStackProps = StackProps & {
  /** The environment's name. */
  readonly name: string;
  readonly environment: Environment;
  readonly data: DataStack;
};

/** Times a message is tried before it is set aside, as in the local runtime. */
const MAX_RECEIVES = 5;

/** Everything that can be deleted and rebuilt: functions, queues, rules, schedules, the HTTP API. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { environment, data } = props;
    const queues = this.workQueues(data);
    const api = new PublicApi(this, 'http', { environment });
    const values = settingValues({ stack: this, environment, data, queues, api: api.api });
    const aliases = new Map<string, Alias>();
    const watched = new Map<string, PipelineFunction>();

    for (const spec of functions) {
      const made = this.pipelineFunction(spec, props, values, queues);
      grantAccess(spec, made.function, {
        senderEmail: environment.shop.sender.email,
        data,
        queues,
      });
      grantKeys(spec, made.function, data.keys);
      connectTriggers(spec, made, { environment, data, queues, api });
      aliases.set(spec.name, made.live);
      watched.set(spec.name, made);
    }
    feedQueues(this, data.bus, queues, (queue) => liveOf(watched, queue));
    feedUploads(this, data.buckets, queues);
    const operations = new Operations(this, 'operations', {
      environment,
      ops: data.ops,
      watched: watchedOf({ name: props.name, data, queues, functions: watched }),
    });
    const { canary } = environment;
    if (canary !== undefined && !isEmulated(this)) {
      new CarefulRelease(this, 'release', { canary, aliases, failures: operations.failures });
    }
    new CfnOutput(this, 'api-address', { value: api.api.apiEndpoint });
    new CfnOutput(this, 'import-bucket', { value: data.buckets.imports.bucketName });
    new CfnOutput(this, 'bus-name', { value: data.bus.eventBusName });
  }

  private pipelineFunction(
    spec: FunctionSpec,
    { name, environment, data }: PipelineStackProps,
    values: Readonly<Record<SettingName, string>>,
    queues: ReadonlyMap<QueueName, WorkQueue>,
  ): PipelineFunction {
    const behind = queueBehind(spec);
    return new PipelineFunction(this, spec.name, {
      spec,
      settings: {
        ...Object.fromEntries(settingNamesOf(spec).map((setting) => [setting, values[setting]])),
        POWERTOOLS_METRICS_NAMESPACE: namespaceOf(name),
      },
      logRetentionDays: environment.logRetentionDays,
      traced: environment.traces,
      key: data.keys.contacts,
      queueBehind: behind === undefined ? undefined : queues.get(behind)?.queue,
    });
  }

  private workQueues({ keys }: DataStack): ReadonlyMap<QueueName, WorkQueue> {
    return new Map(
      functions.flatMap((spec) =>
        spec.triggers.flatMap((trigger) => {
          if (trigger.kind !== 'queue' && trigger.kind !== 'upload') return [];
          const { queue } = trigger;
          const made = new WorkQueue(this, `${queue}-queue`, {
            hiddenSeconds: hiddenSeconds(trigger, spec),
            maxReceives: MAX_RECEIVES,
            key: ADDRESS_QUEUES.has(queue) ? keys.contacts : undefined,
          });
          return [[queue, made] as const];
        }),
      ),
    );
  }
}

/** What starts the function that works on the queue. */
function liveOf(made: ReadonlyMap<string, PipelineFunction>, queue: QueueName): IFunction {
  const spec = functions.find(({ triggers }) =>
    triggers.some((one) => one.kind === 'queue' && one.queue === queue),
  );
  const found = made.get(spec?.name ?? '');
  if (found === undefined) throw new Error(`no function is triggered by queue ${queue}`);
  return found.live;
}

/**
 * Six times the function's time, as Lambda's guide advises for event source mappings. A paused
 * import goes on after a minute instead: its messages are few, so that Lambda need not hold them back.
 */
const hiddenSeconds = ({ kind }: Trigger, { timeoutSeconds }: FunctionSpec): number =>
  kind === 'upload' ? timeoutSeconds + 60 : 6 * timeoutSeconds;
