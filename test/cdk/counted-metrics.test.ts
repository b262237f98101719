import { expect, it } from 'vitest';
import { actions, templateOf } from '../support/template.ts';

const prod = templateOf('prod');

it('the firewalls of two stages: count under names of their own, as an account may have both', () => {
  const named = ['test', 'prod'].flatMap((stage) =>
    templateOf(stage)
      .find('AWS::WAFv2::WebACL')
      .map(
        ([, { Properties }]) =>
          (Properties['VisibilityConfig'] as { MetricName: string }).MetricName,
      ),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named).size).toBe(named.length);
});

it('the alarm of the table: counts the calls of each operation that a role may make, of indexes too', () => {
  const [, alarm] = prod
    .find('AWS::CloudWatch::Alarm')
    .find(([id]) => id.startsWith('Monitoringtablethrottles')) ?? ['', null];
  const metrics = alarm?.Properties['Metrics'] as readonly {
    readonly MetricStat?: {
      readonly Metric: {
        readonly MetricName: string;
        readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
      };
    };
  }[];
  const counted = metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  // An alarm takes no more: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html
  expect(counted.length).toBeLessThanOrEqual(10);
  const operations = counted.map(({ MetricName, Dimensions }) => {
    expect(MetricName).toBe('ThrottledRequests');
    expect(Dimensions.map(({ Name }) => Name)).toEqual(['Operation', 'TableName']);
    return Dimensions[0]?.Value;
  });
  const granted = prod
    .statements()
    .flatMap((statement) => actions(statement))
    .filter((name) => /^dynamodb:(?:\w*Item|Query|Scan)$/u.test(name))
    // Of transactions alone.
    .filter((name) => name !== 'dynamodb:ConditionCheckItem')
    .map((name) => name.replace('dynamodb:', ''));
  expect(granted.length).toBeGreaterThan(10);
  expect(granted.filter((name) => !operations.includes(name))).toEqual([]);
});
