import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { bundling, NODE_OPTIONS } from '#infra/bundling.ts';
import { deadLetterQueue } from '#infra/constructs/work-queue.ts';
import type { FunctionSpec } from '#infra/topology.ts';

export type PipelineFunctionProps = {
  readonly spec: FunctionSpec;
  readonly settings: Readonly<Record<string, string>>;
  readonly logRetentionDays: RetentionDays;
};

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * One function of the topology, bundled from `functions/<name>/handler.ts` with everything it needs.
 * @throws Error when that file is not there.
 */
export class PipelineFunction extends Construct {
  readonly function: NodejsFunction;
  /** What nobody waited for and what failed each time: schedules, events of rules, notifications. */
  readonly deadLetters: Queue | undefined;

  constructor(
    scope: Construct,
    id: string,
    { spec, settings, logRetentionDays }: PipelineFunctionProps,
  ) {
    super(scope, id);
    this.deadLetters = isStartedAsynchronously(spec)
      ? deadLetterQueue(this, 'dead-letters')
      : undefined;
    this.function = new NodejsFunction(this, 'function', {
      description: spec.purpose,
      entry: `${ROOT}functions/${spec.name}/handler.ts`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(spec.timeoutSeconds),
      memorySize: spec.memoryMb,
      ...(spec.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(spec.diskMb) }),
      environment: { ...settings, NODE_OPTIONS },
      logGroup: new LogGroup(this, 'logs', {
        retention: logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      ...(this.deadLetters === undefined
        ? {}
        : { onFailure: new SqsDestination(this.deadLetters) }),
      bundling: { format: OutputFormat.ESM, ...bundling },
    });
  }
}

const isStartedAsynchronously = ({ triggers }: FunctionSpec): boolean =>
  triggers.some(({ kind }) => kind === 'schedule' || kind === 'rule' || kind === 'notifications');
