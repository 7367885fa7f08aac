import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  type Alias,
  Architecture,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NODE_OPTIONS } from '#infra/bundling.ts';
import { asFunction } from '#infra/constructs/as-function.ts';
import { functionCode } from '#infra/constructs/function-code.ts';
import { functionRole } from '#infra/constructs/function-role.ts';
import { failuresTo } from '#infra/constructs/message-grants.ts';
import { deadLetterQueue } from '#infra/constructs/work-queue.ts';
import type { FunctionSpec } from '#infra/function-spec.ts';

export type PipelineFunctionProps = {
  readonly spec: FunctionSpec;
  readonly settings: Readonly<Record<string, string>>;
  readonly logRetentionDays: RetentionDays;
  readonly traced: boolean;
  /** Under which what it could not work on rests, if that may hold addresses. */
  readonly key: IKey;
  /** Where an event of the bus waits that a run could not do, if events start the function at once. */
  readonly queueBehind?: Queue | undefined;
};

/**
 * One function of the topology, bundled from `functions/<name>/handler.ts` with everything it needs.
 * @throws Error when that file is not there.
 */
export class PipelineFunction extends Construct {
  readonly function: LambdaFunction;
  /** Everything that starts the function starts this, so that a release can be gradual and undone. */
  readonly live: Alias & IFunction;
  /** What nobody waited for and what failed each time: schedules, events of rules, notifications. */
  readonly deadLetters: Queue | undefined;

  constructor(
    scope: Construct,
    id: string,
    { spec, settings, logRetentionDays, traced, key, queueBehind }: PipelineFunctionProps,
  ) {
    super(scope, id);
    this.deadLetters = isStartedAsynchronously(spec)
      ? deadLetterQueue(this, 'dead-letters', takesNotifications(spec) ? key : undefined)
      : undefined;
    const logs = new LogGroup(this, 'logs', {
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new LambdaFunction(this, 'function', {
      description: spec.purpose,
      code: functionCode(spec.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(spec.timeoutSeconds),
      memorySize: spec.memoryMb,
      ...(spec.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(spec.diskMb) }),
      environment: { ...settings, ...releaseOf(this), NODE_OPTIONS },
      logGroup: logs,
      /* Without a line for every start and end: metrics say the same, and lines are paid for. */
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      role: functionRole(this, 'role', logs),
      tracing: traced && !answersHttp(spec) ? Tracing.ACTIVE : Tracing.DISABLED,
      /* Kept, so that one can go back to it after the release, too. They go with the function. */
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.live = asFunction(
      this.function.addAlias('live', {
        ...(queueBehind === undefined
          ? {}
          : { ...AT_ONCE_OR_QUEUE, onFailure: failuresTo(queueBehind) }),
        ...(this.deadLetters === undefined ? {} : { onFailure: failuresTo(this.deadLetters) }),
      }),
    );
  }
}

/**
 * An event that could start no run for so long, or whose run failed, goes to the queue, where it is
 * tried with patience. While Lambda repeats it by itself nobody sees it.
 */
const AT_ONCE_OR_QUEUE = { retryAttempts: 0, maxEventAge: Duration.minutes(5) } as const;

/** What `-c release=…` says, as the commit that is deployed: log lines carry it. */
function releaseOf(scope: Construct): { RELEASE?: string } {
  const given: unknown = scope.node.tryGetContext('release');
  return typeof given === 'string' ? { RELEASE: given } : {};
}

const isStartedAsynchronously = ({ triggers }: FunctionSpec): boolean =>
  triggers.some(({ kind }) => kind === 'schedule' || kind === 'rule' || kind === 'notifications');

/** Bounces and answers carry the address or the number they are about. */
const takesNotifications = ({ triggers }: FunctionSpec): boolean =>
  triggers.some(({ kind }) => kind === 'notifications');

/**
 * Lambda records the first run of each second and every twentieth of the others, which cannot be
 * set. That is nothing for what works in batches, but nearly every request of an HTTP function: up
 * to half a dollar for a million events.
 */
const answersHttp = ({ triggers }: FunctionSpec): boolean =>
  triggers.some(({ kind }) => kind === 'http');
