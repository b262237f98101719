import { beforeAll, describe, expect, it } from 'vitest';
import { brokenAlarmPaths } from '../support/alarm-path.ts';
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

describe('an alarm', () => {
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
