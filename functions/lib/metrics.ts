/** What the functions count; the name of a metric in CloudWatch. */
export type MetricName = 'IdentityMissing';

/** Counts what an operator should hear of although nothing failed. */
export interface Metrics {
  count(name: MetricName): void;
}

const NAMESPACE = 'UserManager';

/**
 * Metrics as lines of the log that CloudWatch counts by itself. Written past `console`, which in Lambda
 * wraps each line in a record of its own.
 * @param functionName the one dimension, under which Lambda's own metrics are; it differs by stack
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = (
  functionName: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Metrics => ({
  count(name) {
    const CloudWatchMetrics = [
      {
        Namespace: NAMESPACE,
        Dimensions: [['FunctionName']],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ];
    const _aws = { Timestamp: Date.now(), CloudWatchMetrics };
    write(`${JSON.stringify({ _aws, FunctionName: functionName, [name]: 1 })}\n`);
  },
});
