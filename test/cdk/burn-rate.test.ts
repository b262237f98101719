import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { templateOf, type Resource, type StageTemplate } from '../support/template.ts';

let prod: StageTemplate;
let test: StageTemplate;

beforeAll(() => {
  prod = templateOf('prod');
  test = templateOf('test');
});

interface Metric {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: { readonly MetricName: string; readonly Namespace: string };
    readonly Period: number;
    readonly Stat: string;
  };
}

const alarmOf = (template: StageTemplate, name: string): [string, Resource] => {
  const found = template
    .find('AWS::CloudWatch::Alarm')
    .find(([id]) => id.startsWith(`MonitoringBurnRate${name.replaceAll('-', '')}`));
  if (!found) throw new Error(`no alarm ${name}`);
  return found;
};

const metricsOf = (name: string) => alarmOf(prod, name)[1].Properties['Metrics'] as Metric[];

/** What an alarm compares, of these values by name of metric; what is left out was not counted. */
function valueOf(name: string, values: Readonly<Record<string, number>>): number {
  const metrics = metricsOf(name);
  const usedBy = (metric: Metric | undefined) =>
    metrics
      .map(({ Id }) => Id)
      .filter((id) => new RegExp(String.raw`\b${id}\b`, 'u').test(metric?.Expression ?? ''));
  const valueIn = (id: string): number | undefined => {
    const metric = metrics.find(({ Id }) => Id === id);
    if (metric?.MetricStat) {
      const { Metric: of, Stat } = metric.MetricStat;
      return values[`${of.Namespace} ${of.MetricName} ${Stat}`];
    }
    // Of metric math what stands in these alarms, which JavaScript reads alike.
    return runInNewContext(String(metric?.Expression), {
      FILL: (value: number | undefined, filler: number) => value ?? filler,
      IF: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
      ...Object.fromEntries(usedBy(metric).map((used) => [used, valueIn(used)])),
    }) as number;
  };
  const { Id = '' } = metrics.find(({ ReturnData }) => ReturnData !== false) ?? {};
  return valueIn(Id) ?? NaN;
}

const periodsOf = (name: string) =>
  new Set(metricsOf(name).flatMap(({ MetricStat }) => MetricStat?.Period ?? []));

// https://sre.google/workbook/alerting-on-slos/, 6: a 30-day budget, 2 % of it in an hour, 5 % in six.
const WINDOWS = [
  ['fast', 14.4, 3_600, 300],
  ['slow', 6, 21_600, 1_800],
] as const;

describe.each(WINDOWS)('what is promised of requests, burnt %s', (speed, rate, long, short) => {
  it.each(['answers', 'speed'])(
    '%s: is an alarm when both windows burn, which tells of itself alone',
    (name) => {
      const [longId] = alarmOf(prod, `${name}-${speed}-long`);
      const [shortId] = alarmOf(prod, `${name}-${speed}-short`);
      prod.template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
        AlarmRule: {
          'Fn::Join': [
            '',
            [
              '(ALARM("',
              { 'Fn::GetAtt': [longId, 'Arn'] },
              '") AND ALARM("',
              { 'Fn::GetAtt': [shortId, 'Arn'] },
              '"))',
            ],
          ],
        },
      });
      expect(alarmOf(prod, `${name}-${speed}-long`)[1].Properties['AlarmActions']).toBeUndefined();
      expect(periodsOf(`${name}-${speed}-long`)).toEqual(new Set([long]));
      expect(periodsOf(`${name}-${speed}-short`)).toEqual(new Set([short]));
    },
  );

  it('is measured by the objectives of each stage', () => {
    for (const [template, stage] of [
      [prod, 'prod'],
      [test, 'test'],
    ] as const) {
      const { answered = NaN, quick = NaN } = stageOf(stage).objectives ?? {};
      for (const [name, objective] of [
        ['answers', answered],
        ['speed', quick],
      ] as const) {
        for (const window of ['long', 'short']) {
          const [, { Properties }] = alarmOf(template, `${name}-${speed}-${window}`);
          expect(Properties['Threshold']).toBeCloseTo(rate * (100 - objective), 3);
          expect(Properties['Threshold']).toBeLessThan(100);
        }
      }
    }
  });
});

const REQUESTS = 'AWS/AppSync Latency SampleCount';
const IN_FUNCTIONS = 'UserManager/prod Duration SampleCount';
const IN_RESOLVERS = 'UserManager/prod failed Sum';
const UNAVAILABLE = 'AWS/AppSync 5XXError Sum';

describe('answers-fast', () => {
  const threshold = () => Number(alarmOf(prod, 'answers-fast-long')[1].Properties['Threshold']);

  it('adds up what failed in functions, in resolvers and in AppSync', () => {
    const failed = { [IN_FUNCTIONS]: 7, [IN_RESOLVERS]: 5, [UNAVAILABLE]: 3 };
    expect(valueOf('answers-fast-long', { [REQUESTS]: 1_000, ...failed })).toBeCloseTo(1.5);
    expect(threshold()).toBeCloseTo(1.44);
  });

  it('is below while 14 of 1,000 fail, whichever of them were never counted', () => {
    for (const one of [IN_FUNCTIONS, IN_RESOLVERS, UNAVAILABLE]) {
      const value = valueOf('answers-fast-long', { [REQUESTS]: 1_000, [one]: 14 });
      expect(value).toBeCloseTo(1.4);
      expect(value).toBeLessThan(threshold());
    }
  });

  it('is silent at night: 4 of 10 that fail are a share that says nothing, 5 are not', () => {
    expect(valueOf('answers-fast-long', { [REQUESTS]: 10, [IN_FUNCTIONS]: 4 })).toBe(0);
    expect(valueOf('answers-fast-long', { [REQUESTS]: 10, [IN_FUNCTIONS]: 5 })).toBe(50);
  });

  it('is 0 where nobody asks', () => {
    expect(valueOf('answers-fast-long', {})).toBe(0);
    expect(valueOf('answers-fast-short', {})).toBe(0);
  });
});

describe('speed-slow', () => {
  it('takes for bad what was not within the promised time', () => {
    const within = 'AWS/AppSync Latency PR(:2000)';
    const value = valueOf('speed-slow-long', { [REQUESTS]: 1_000, [within]: 93 });
    // 70 of 1,000; the objective of 99 % allows 1 of a hundred, and 6 times that
    expect(value).toBeCloseTo(7);
    expect(alarmOf(prod, 'speed-slow-long')[1].Properties['Threshold']).toBeCloseTo(6);
  });
});
