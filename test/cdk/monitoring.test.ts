import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
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
  it('is told of in docs/operations.md, with what to do; and no other is', () => {
    const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
    const [, section = ''] = /^## Alarms$(.*?)^## /msu.exec(page) ?? [];
    const told = [...section.matchAll(/^\| `(.+?)` +\|/gmu)].map(([, name = '']) => name);
    // A logical id has the name without its signs, and a hash.
    const ids = prod
      .find('AWS::CloudWatch::Alarm')
      .map(([id]) => id.replace(/^Monitoring(.*)[0-9A-F]{8}$/u, '$1'));
    const isOf = (name: string) => (id: string) =>
      name.startsWith('…')
        ? id.endsWith(name.replaceAll(/[…-]/gu, ''))
        : id === name.replaceAll('-', '');
    expect(ids.filter((id) => told.filter((name) => isOf(name)(id)).length !== 1)).toEqual([]);
    expect(told.filter((name) => !ids.some(isOf(name)))).toEqual([]);
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

describe.each(STREAM_READER_NAMES)('what %s has set aside', (name) => {
  const alarmOf = (kind: string) =>
    prod
      .find('AWS::CloudWatch::Alarm')
      .find(([id]) => id.startsWith(`Monitoring${name.replace('-', '')}${kind}`))?.[1].Properties;

  it('sets off an alarm while a change waits: it counts what the function writes', () => {
    const lines: string[] = [];
    createMetrics('the-function', (line) => void lines.push(line)).count('ChangesWaiting');
    const written = JSON.parse(lines.join('')) as Record<string, unknown> & {
      readonly _aws: {
        readonly CloudWatchMetrics: readonly [
          { Namespace: string; Dimensions: readonly (readonly string[])[]; Metrics: object[] },
        ];
      };
    };
    const [{ Namespace, Dimensions, Metrics }] = written._aws.CloudWatchMetrics;
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
