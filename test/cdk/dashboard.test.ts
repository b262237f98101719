import { describe, expect, it } from 'vitest';
import { STAGE_NAMES } from '../../cdk/stages.ts';
import { OPERATIONS, type Operation } from '../../model/operations.ts';
import { templateOf } from '../support/template.ts';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: readonly unknown[][];
    readonly alarms?: readonly string[];
  };
}

/** What CloudWatch gets, with a word for each value that only AWS knows. */
function widgetsOf(stage: string): readonly Widget[] {
  const [dashboard, ...others] = templateOf(stage).find('AWS::CloudWatch::Dashboard');
  expect(others).toEqual([]);
  const body = dashboard?.[1].Properties['DashboardBody'] as {
    readonly 'Fn::Join': readonly [string, readonly unknown[]];
  };
  const [, parts] = body['Fn::Join'];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'known-to-AWS')).join('');
  return (JSON.parse(text) as { readonly widgets: readonly Widget[] }).widgets;
}

describe.each(STAGE_NAMES)('the dashboard of %s', (stage) => {
  it('has its rows in the order in which a product owner asks', () => {
    const headings = widgetsOf(stage).flatMap(({ properties: { markdown } }) => markdown ?? []);
    expect(headings.map((text) => text.split('\n')[0])).toEqual([
      `## User Manager, ${stage}`,
      '## What people see',
      '## What waits',
      '## What is refused',
      '## Who comes and goes',
      '## What it costs, and what is left',
    ]);
  });

  it('says of each widget in words what it shows', () => {
    for (const { type, properties } of widgetsOf(stage)) {
      if (type === 'text') continue;
      expect(properties.title).toMatch(/^[A-Z0-9][^_]{4,}$/u);
    }
  });

  it('has no widget over another, nor one beside the edge', () => {
    const widgets = widgetsOf(stage);
    const places = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, place) => [
        x + (place % width),
        y + Math.floor(place / width),
      ]),
    );
    expect(new Set(places.map(String)).size).toBe(places.length);
    expect(Math.max(...places.map(([x = 0]) => x))).toBeLessThan(24);
  });

  it('takes fewer metrics for a graph than CloudWatch draws', () => {
    for (const { properties } of widgetsOf(stage)) {
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
      expect(properties.metrics?.length ?? 0).toBeLessThanOrEqual(500);
    }
    expect(widgetsOf(stage).length).toBeLessThanOrEqual(500);
  });
});

it('the dashboard: shows alarms where there are some, all that tell somebody', () => {
  const alarmsOf = (stage: string) =>
    widgetsOf(stage).flatMap(({ properties: { alarms } }) => alarms ?? []);
  const prod = templateOf('prod');
  const telling = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
    .flatMap((type) => prod.find(type))
    .filter(([, { Properties }]) => Properties['AlarmActions']);
  expect(alarmsOf('prod')).toHaveLength(telling.length);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
  expect(alarmsOf('prod').length).toBeLessThanOrEqual(100);
  expect(alarmsOf('dev')).toEqual([]);
});

it('the dashboard: counts who comes and goes by fields that functions answer', () => {
  const [, dashboard] = templateOf('prod').find('AWS::CloudWatch::Dashboard')[0] ?? ['', null];
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']).replaceAll('\\', '');
  const fields = [...body.matchAll(/(?<!"kind",)"field","(\w+)"/gu)].map(([, field = '']) => field);
  expect(fields).toContain('createUser');
  const answered = Object.entries<Operation>(OPERATIONS)
    .filter(([, { run }]) => typeof run === 'object' && 'function' in run)
    .map(([name]) => name.replace(/^.*\./u, ''));
  expect(fields.filter((field) => !answered.includes(field))).toEqual([]);
});
