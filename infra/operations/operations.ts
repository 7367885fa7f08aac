import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmsOf } from '#infra/operations/alarms.ts';
import { makeAlarm } from '#infra/operations/make-alarm.ts';
import { OperationsDashboard } from '#infra/operations/operations-dashboard.ts';
import type { Watched } from '#infra/operations/watched.ts';
import type { Environment } from '#shared/config/environment.ts';

export type OperationsProps = {
  readonly environment: Environment;
  readonly watched: Watched;
  readonly ops: Topic;
};

/** What tells people how an environment fares: its alarms and its dashboard. */
export class Operations extends Construct {
  /** The alarm on the failures of each function, by the function's name. */
  readonly failures: ReadonlyMap<string, Alarm>;

  constructor(scope: Construct, id: string, { environment, watched, ops }: OperationsProps) {
    super(scope, id);
    const failures = new Map<string, Alarm>();
    for (const spec of alarmsOf(environment)) {
      const alarm = makeAlarm(this, spec, { watched, ops });
      if (spec.source.kind === 'function' && spec.metric === 'Errors')
        failures.set(spec.source.functionName, alarm);
    }
    this.failures = failures;
    new OperationsDashboard(this, 'dashboard', { watched });
  }
}
