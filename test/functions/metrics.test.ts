import { expect, test } from 'vitest';
import { createMetrics } from '../../functions/lib/metrics.ts';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
test('count: writes one line that CloudWatch takes for a metric', () => {
  const lines: string[] = [];
  createMetrics('sync-identity', (line) => void lines.push(line)).count('IdentityMissing');
  expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/u)]);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'UserManager',
          Dimensions: [['FunctionName']],
          Metrics: [{ Name: 'IdentityMissing', Unit: 'Count' }],
        },
      ],
    },
    FunctionName: 'sync-identity',
    IdentityMissing: 1,
  });
});
