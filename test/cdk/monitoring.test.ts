import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { STREAM_READER_NAMES } from '../../cdk/functions/stream-readers.ts';
import { createMetrics } from '../../functions/lib/metrics.ts';
import { brokenAlarmPaths } from '../support/alarm-path.ts';
import { NAMED } from '../support/synthesize.ts';
import { templateOf, type Resource, type StageTemplate } from '../support/template.ts';

let prod: StageTemplate;

beforeAll(() => {
  prod = templateOf('prod');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The template with a resource more or another in its place. */
const changed = (change: (resources: Record<string, Resource>) => void) => {
  const { Resources } = structuredClone(prod.template.toJSON()) as {
    Resources: Record<string, Resource>;
  };
  change(Resources);
  return {
    find: (type: string) => Object.entries(Resources).filter(([, { Type }]) => Type === type),
  };
};

const onTopic = (resources: Record<string, Resource>, properties: object) => {
  for (const [id, resource] of Object.entries(resources)) {
    if (resource.Type !== 'AWS::SNS::Topic') continue;
    resources[id] = { ...resource, Properties: { ...resource.Properties, ...properties } };
  }
};

const KEY = (actions: readonly string[]): Resource => ({
  Type: 'AWS::KMS::Key',
  Properties: {
    KeyPolicy: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: actions,
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
  },
});

/** Paragraphs of docs/operations.md about alarms, by what their links end in. */
const PARAGRAPHS: ReadonlyMap<string, string> = new Map(
  [
    ...readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8').matchAll(
      /^### Alarm (\S+)$(.*?)(?=^##)/gmsu,
    ),
  ].map(([, name = '', text = '']) => [`alarm-${name}`, text] as const),
);

/** Alarms that tell somebody, those that join others among them. */
const telling = () =>
  [...prod.find('AWS::CloudWatch::Alarm'), ...prod.find('AWS::CloudWatch::CompositeAlarm')].filter(
    ([, { Properties }]) => Properties['AlarmActions'],
  );

/** What the mail of an alarm leads to. */
function paragraphOf(properties: Resource['Properties']) {
  const description = String(properties['AlarmDescription']);
  const [, paragraph = 'none'] = /docs\/operations\.md#(\S+)$/u.exec(description) ?? [];
  return { paragraph, text: PARAGRAPHS.get(paragraph) ?? '' };
}

/** A logical id has the name without its signs, and a hash; `…` is a function. */
const isOf = (id: string) => {
  const own = id.replace(/^(?:Monitoring(?:BurnRate)?|Canary)(.*)[0-9A-F]{8}$/u, '$1');
  return (name: string) =>
    name.startsWith('…')
      ? own.endsWith(name.replaceAll(/[…-]/gu, ''))
      : own === name.replaceAll('-', '');
};

describe('who is told', () => {
  it('is subscribed to the topic of the alarms, and hears of the budget', () => {
    const [[topic] = ['']] = prod.find('AWS::SNS::Topic');
    prod.template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: NAMED.alarmMail,
      TopicArn: { Ref: topic },
    });
    prod.template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: 500, Unit: 'USD' },
      },
      NotificationsWithSubscribers: [
        {
          Notification: { NotificationType: 'ACTUAL', Threshold: 80 },
          Subscribers: [{ SubscriptionType: 'EMAIL', Address: NAMED.alarmMail }],
        },
        { Notification: { NotificationType: 'FORECASTED', Threshold: 100 } },
      ],
    });
  });
});

describe('an alarm', () => {
  it('names its paragraph of docs/operations.md, which names it and says what it means, where to look and what to do', () => {
    for (const [id, { Properties }] of telling()) {
      const { paragraph, text } = paragraphOf(Properties);
      expect([id, text]).toEqual([id, expect.stringMatching(/^- \*\*Means\*\*: ./mu)]);
      expect([id, text]).toEqual([id, expect.stringMatching(/^- \*\*Look\*\*: ./mu)]);
      expect([id, text]).toEqual([id, expect.stringMatching(/^- \*\*Do\*\*: ./mu)]);
      const [names = ''] = text.trim().split('\n');
      const named = [...names.matchAll(/`(.+?)`/gu)].map(([, name = '']) => name);
      expect([id, paragraph, named.filter(isOf(id)).length]).toEqual([id, paragraph, 1]);
    }
  });

  it('is there for each paragraph that docs/operations.md has of alarms, and for each name in it', () => {
    const used = new Set(telling().map(([, { Properties }]) => paragraphOf(Properties).paragraph));
    expect([...PARAGRAPHS.keys()].toSorted()).toEqual([...used].toSorted());
    const ids = telling().map(([id]) => id);
    const names = [...PARAGRAPHS.values()].flatMap((text) =>
      [...(text.trim().split('\n')[0] ?? '').matchAll(/`(.+?)`/gu)].map(([, name = '']) => name),
    );
    expect(names.filter((name) => !ids.some((id) => isOf(id)(name)))).toEqual([]);
  });

  it('is not in dev, which tells nobody', () => {
    const dev = templateOf('dev');
    expect(dev.find('AWS::CloudWatch::Alarm')).toEqual([]);
    expect(dev.find('AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });

  it('takes what was not counted for nothing', () => {
    for (const [, { Properties }] of prod.find('AWS::CloudWatch::Alarm')) {
      expect(Properties['TreatMissingData']).toBe('notBreaching');
    }
  });

  it('reaches its topic: CloudWatch may publish there, for this account', () => {
    expect(prod.find('AWS::CloudWatch::Alarm').length).toBeGreaterThan(10);
    expect(brokenAlarmPaths(prod)).toEqual([]);
    prod.template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });

  it.each([
    [
      'a policy without the right to publish',
      changed.bind(null, (resources) => {
        for (const [id, resource] of Object.entries(resources)) {
          if (resource.Type !== 'AWS::SNS::TopicPolicy') continue;
          const { PolicyDocument, ...others } = resource.Properties;
          const [Deny] = (PolicyDocument as { Statement: unknown[] }).Statement;
          resources[id] = {
            ...resource,
            Properties: { ...others, PolicyDocument: { Statement: [Deny] } },
          };
        }
      }),
      'lets CloudWatch not publish',
    ],
    [
      'a key that CloudWatch may not use',
      changed.bind(null, (resources) => {
        onTopic(resources, { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });
        resources['Key'] = KEY(['kms:Decrypt']);
      }),
      'the key Key refuses CloudWatch kms:GenerateDataKey*',
    ],
    [
      "AWS's own key",
      changed.bind(null, (resources) => onTopic(resources, { KmsMasterKeyId: 'alias/aws/sns' })),
      "AWS's own refuses",
    ],
  ])('would not be heard through %s', (_what, broken, problem) => {
    const problems = brokenAlarmPaths(broken());
    expect(problems.length).toBeGreaterThan(10);
    for (const one of problems) expect(one).toContain(problem);
  });

  it('is heard through a key that CloudWatch may use', () => {
    const encrypted = changed((resources) => {
      onTopic(resources, { KmsMasterKeyId: { Ref: 'Key' } });
      resources['Key'] = KEY(['kms:Decrypt', 'kms:GenerateDataKey*']);
    });
    expect(brokenAlarmPaths(encrypted)).toEqual([]);
  });
});

it('the alarm of the firewall: adds up what each web ACL counts, by the name that it counts under', () => {
  const names = prod
    .find('AWS::WAFv2::WebACL')
    .filter(([, { Properties }]) => Properties['Scope'] === 'REGIONAL')
    .map(([, { Properties }]) => {
      const { MetricName } = Properties['VisibilityConfig'] as { readonly MetricName: string };
      return MetricName;
    });
  expect(names.length).toBeGreaterThan(0);
  const [, alarm] = prod
    .find('AWS::CloudWatch::Alarm')
    .find(([id]) => id.startsWith('Monitoringfirewall')) ?? ['', null];
  const metrics = alarm?.Properties['Metrics'] as readonly {
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: object };
  }[];
  expect(metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])).toEqual(
    names.map((Value) => ({
      Namespace: 'AWS/WAFV2',
      MetricName: 'BlockedRequests',
      Dimensions: [
        { Name: 'Region', Value: { Ref: 'AWS::Region' } },
        { Name: 'Rule', Value: 'ALL' },
        { Name: 'WebACL', Value },
      ],
    })),
  );
  expect(metrics.flatMap(({ Expression }) => Expression ?? [])).toEqual([
    names.map((_name, index) => `FILL(wall${index}, 0)`).join(' + '),
  ]);
});

describe.each(STREAM_READER_NAMES)('what %s has set aside', (name) => {
  const alarmOf = (kind: string) =>
    prod
      .find('AWS::CloudWatch::Alarm')
      .find(([id]) => id.startsWith(`Monitoring${name.replace('-', '')}${kind}`))?.[1].Properties;

  it('sets off an alarm while a change waits: it counts what the function writes', () => {
    const lines: string[] = [];
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'UserManager/prod');
    createMetrics('the-function', (line) => void lines.push(line)).count('ChangesWaiting');
    const written = JSON.parse(lines.join('')) as Record<string, unknown> & {
      readonly _aws: {
        readonly CloudWatchMetrics: readonly [
          { Namespace: string; Dimensions: readonly (readonly string[])[]; Metrics: object[] },
        ];
      };
    };
    const [{ Namespace, Dimensions, Metrics }] = written._aws.CloudWatchMetrics;
    expect(prod.variablesOf(name)).toMatchObject({ POWERTOOLS_METRICS_NAMESPACE: Namespace });
    const [functionId] = prod.functionOf(name);
    expect(alarmOf('waiting')).toMatchObject({
      Namespace,
      MetricName: 'ChangesWaiting',
      Statistic: 'Sum',
      Dimensions: [{ Name: Dimensions[0]?.[0], Value: { Ref: functionId } }],
      Threshold: written['ChangesWaiting'],
      Period: 300,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
    expect(Metrics).toEqual([{ Name: 'ChangesWaiting', Unit: 'Count' }]);
  });

  it('sets off another when nobody works its queue off', () => {
    const [, mapping] = prod
      .find('AWS::Lambda::EventSourceMapping')
      .find(([id]) => id.startsWith(`EventSources${name.replace('-', '')}parked`)) ?? ['', null];
    const source = (mapping?.Properties['EventSourceArn'] ?? {}) as {
      readonly 'Fn::GetAtt'?: readonly [string, string];
    };
    const [queueId] = source['Fn::GetAtt'] ?? [];
    expect(alarmOf('stuck')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
      // Seconds; the longest pause is 240, and a message stays hidden for 90.
      Statistic: 'Maximum',
      Threshold: 900,
    });
  });
});
