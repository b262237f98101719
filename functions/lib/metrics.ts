import type { MetricName } from '../../model/metrics.ts';
import { embeddedMetric } from './embedded-metric.ts';

/** Counts what an operator should hear of although nothing failed. */
export interface Metrics {
  count(name: MetricName): void;
}

/**
 * Metrics as lines of the log that CloudWatch counts by itself. Written past `console`, which in Lambda
 * wraps each line in a record of its own.
 * @param functionName the one dimension, under which Lambda's own metrics are; it differs by stack
 */
export const createMetrics = (
  functionName: string,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Metrics => ({
  count: (name) =>
    write(`${JSON.stringify(embeddedMetric({ name, by: [{ FunctionName: functionName }] }))}\n`),
});
