/** Where CloudWatch keeps this product's own metrics. */
const NAMESPACE = 'UserManager';

/**
 * What makes CloudWatch count a line of a function's log, one for each line. The names are those of
 * docs/operations.md; alarms and dashboards rest on them.
 * @param dimensions by which the metric is kept apart
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedMetric = <Dimensions extends Readonly<Record<string, string>>>(
  name: string,
  dimensions: Dimensions,
) => ({
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [
      {
        Namespace: NAMESPACE,
        Dimensions: [Object.keys(dimensions)],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ],
  },
  ...dimensions,
  [name]: 1,
});
