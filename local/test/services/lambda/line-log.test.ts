import { expect, test } from 'vitest';
import { createLineLog } from '../../../services/lambda/line-log.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const METRIC = {
  _aws: {
    Timestamp: 1_574_109_732_004,
    CloudWatchMetrics: [
      {
        Namespace: 'lambda-function-metrics',
        Dimensions: [['functionVersion']],
        Metrics: [{ Name: 'time', Unit: 'Milliseconds' }],
      },
    ],
  },
  functionVersion: '$LATEST',
  time: 100,
};

function printed(...lines: readonly object[]) {
  const said: string[] = [];
  const told: string[] = [];
  const say = (_source: string, text: string) => void said.push(text);
  const log = createLineLog(
    'orders',
    { info: say, warn: say, error: say },
    (_stream, line) => void told.push(line),
  );
  log.write('stdout', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  log.flush();
  return { said, told: told.length };
}

test('a line that only counts is told with the invocation and not shown', () => {
  expect(printed(METRIC, { level: 'INFO', message: 'done', ...METRIC })).toEqual({
    said: [],
    told: 2,
  });
});

test.each([{ message: 'no metric' }, { level: 'ERROR', ...METRIC }, { level: 'WARN', ...METRIC }])(
  'a line like %j is shown',
  (line) => {
    expect(printed(line)).toEqual({ said: [JSON.stringify(line)], told: 1 });
  },
);
