import type { MetricName } from '../../model/metrics.ts';
import { embeddedMetric } from './embedded-metric.ts';

/** Counts what an operator should hear of although nothing failed. */
export interface Metrics {
  /** @param times 1 unless given */
  count(name: MetricName, times?: number): void;
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
  count(name, times = 1) {
    const metric = embeddedMetric({ name, value: times, by: [{ FunctionName: functionName }] });
    write(`${JSON.stringify(metric)}\n`);
  },
});
