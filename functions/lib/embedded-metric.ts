import { Metrics } from '@aws-lambda-powertools/metrics';
import type { MetricUnit } from '@aws-lambda-powertools/metrics/types';

/** Dimensions of one metric by their names. */
export type Dimensions = Readonly<Record<string, string>>;

/** What CloudWatch is to keep. */
export interface MetricValue {
  readonly name: string;
  /** @default 'Count' */
  readonly unit?: MetricUnit;
  /** @default 1 */
  readonly value?: number;
  /** By which it is kept apart: a metric of its own, with a price of its own, for each of these. */
  readonly by: readonly Dimensions[];
  /** By which each of them is, too. */
  readonly and?: Dimensions;
}

/** Makes CloudWatch count a line of a log that is one JSON object with this in it. */
export type EmbeddedMetric = ReturnType<Metrics['serializeMetrics']>;

/**
 * What makes CloudWatch count a line of a function's log. The names are those of docs/operations.md; alarms and
 * dashboards rest on them. The namespace is the stage's (POWERTOOLS_METRICS_NAMESPACE, cdk/functions/functions.ts):
 * stages that share an account are counted apart.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetric({
  name,
  unit = 'Count',
  value = 1,
  by,
  and = {},
}: MetricValue): EmbeddedMetric {
  const metrics = new Metrics({
    namespace: process.env['POWERTOOLS_METRICS_NAMESPACE'] ?? NAMESPACE,
  });
  // Of its own it adds the service's name to all of them.
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions(and);
  for (const dimensions of by) metrics.addDimensions(dimensions);
  metrics.addMetric(name, unit, value);
  const embedded = metrics.serializeMetrics();
  metrics.clearMetrics();
  metrics.clearDimensions();
  return embedded;
}

/** Outside of a deployment. */
const NAMESPACE = 'UserManager';

/** The same line counted as several metrics. */
export function together(...metrics: readonly EmbeddedMetric[]): EmbeddedMetric {
  const [first] = metrics;
  if (!first) throw new Error('No metric is none');
  return Object.assign({}, ...metrics, {
    _aws: {
      ...first._aws,
      CloudWatchMetrics: metrics.flatMap(({ _aws }) => _aws.CloudWatchMetrics),
    },
  }) as EmbeddedMetric;
}
