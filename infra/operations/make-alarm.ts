import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlarmSpec } from '#infra/operations/alarm.ts';
import { asMetric } from '#infra/operations/as-metric.ts';
import type { Watched } from '#infra/operations/watched.ts';

export type Told = { readonly watched: Watched; readonly ops: Topic };

/** The alarm in CloudWatch, telling the ops topic when it rings and when it is over. */
export function makeAlarm(scope: Construct, spec: AlarmSpec, { watched, ops }: Told): Alarm {
  const alarm = new Alarm(scope, spec.name, {
    alarmDescription: `Impact: ${spec.impact}. Runbook: docs/runbook.md#${spec.anchor}`,
    metric: asMetric(watched, spec),
    threshold: spec.threshold,
    comparisonOperator: OPERATORS[spec.comparison],
    evaluationPeriods: spec.evaluationPeriods,
    datapointsToAlarm: spec.datapointsToAlarm ?? spec.evaluationPeriods,
    treatMissingData: MISSING[spec.missing],
  });
  const tell = new SnsAction(ops);
  alarm.addAlarmAction(tell);
  alarm.addOkAction(tell);
  return alarm;
}

const OPERATORS = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  'at least': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

const MISSING = {
  breaching: TreatMissingData.BREACHING,
  notBreaching: TreatMissingData.NOT_BREACHING,
  ignore: TreatMissingData.IGNORE,
} as const;
