import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export type Unit = keyof typeof MetricUnit;

const metrics = new Metrics({ namespace: 'Beforehand', serviceName: 'beforehand' });

/**
 * Writes one figure to the log in CloudWatch's embedded metric format. Every combination of
 * dimension values is billed as a metric of its own: never a customer, a product or an id.
 */
export function emit(
  name: string,
  unit: Unit,
  value: number,
  dimensions: Readonly<Record<string, string>> = {},
): void {
  const single = metrics.singleMetric();
  for (const [dimension, of] of Object.entries(dimensions)) single.addDimension(dimension, of);
  single.addMetric(name, MetricUnit[unit], value);
}
