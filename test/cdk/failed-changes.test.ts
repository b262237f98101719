import { beforeAll, describe, expect, it } from 'vitest';
import { STREAM_READER_NAMES } from '../../cdk/functions/stream-readers.ts';
import { actions, templateOf, type Resource, type StageTemplate } from '../support/template.ts';

const READERS: readonly string[] = STREAM_READER_NAMES;

let prod: StageTemplate;
let dev: StageTemplate;
let bucketId: string;
let bucket: Resource;

beforeAll(() => {
  prod = templateOf('prod');
  dev = templateOf('dev');
  const buckets = prod.find('AWS::S3::Bucket').filter(([id]) => id.startsWith('EventSources'));
  expect(buckets).toHaveLength(1);
  [[bucketId, bucket]] = buckets as [[string, Resource]];
});

const mappings = () => {
  const found = READERS.map((name) => {
    const [functionId] = prod.functionOf(name);
    const [mapping] = prod
      .find('AWS::Lambda::EventSourceMapping')
      .filter(
        ([, { Properties }]) =>
          'StartingPosition' in Properties &&
          JSON.stringify(Properties['FunctionName']).includes(`"${functionId}"`),
      );
    if (!mapping) throw new Error(`${name} reads no stream`);
    return { name, functionId, id: mapping[0], properties: mapping[1].Properties };
  });
  return found;
};

describe('changes that a reader of the stream gave up', () => {
  it('are kept in one bucket: private, encrypted, by TLS alone, for as long as a queue tells of them', () => {
    expect(bucket.Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 14 }] },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    // Deleted is deleted.
    expect(bucket.Properties).not.toHaveProperty('VersioningConfiguration');
    prod.template.allResourcesProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600 });
    const [[, policy] = []] = prod.find('AWS::S3::BucketPolicy');
    expect(policy?.Properties).toMatchObject({
      Bucket: { Ref: bucketId },
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          { Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        ],
      },
    });
  });

  it('go there whole, of each reader', () => {
    for (const { properties } of mappings()) {
      expect(properties).toMatchObject({
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [bucketId, 'Arn'] } } },
      });
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
  it.each(READERS)('%s may put there what Lambda puts, and look whether it is there', (name) => {
    const rights = prod
      .statementsOf(name)
      .filter((one) => actions(one).some((action) => action.startsWith('s3:')));
    const arn = { 'Fn::GetAtt': [bucketId, 'Arn'] };
    expect(rights.map(({ Action, Resource: on }) => [Action, on])).toEqual([
      ['s3:PutObject', { 'Fn::Join': ['', [arn, '/aws/lambda/*']] }],
      ['s3:ListBucket', arn],
    ]);
  });

  it('are told to the queue of their reader, which an alarm watches', () => {
    const rules = prod.find('AWS::Events::Rule');
    expect(rules).toHaveLength(2);
    const watched = prod
      .find('AWS::CloudWatch::Alarm')
      .flatMap(([, { Properties }]) => (Properties['Dimensions'] ?? []) as { Value: unknown }[])
      .map(({ Value }) => JSON.stringify(Value));
    for (const { id, functionId, name } of mappings()) {
      const [, rule] = rules.find(([, { Properties }]) =>
        JSON.stringify(Properties['EventPattern']).includes(`{"Ref":"${id}"}`),
      ) as [string, Resource];
      expect(rule.Properties['EventPattern']).toEqual({
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: bucketId }] },
          object: {
            key: [id, functionId].map((Ref) => ({
              prefix: { 'Fn::Join': ['', ['aws/lambda/', { Ref }, '/']] },
            })),
          },
        },
      });
      const [target] = rule.Properties['Targets'] as { Arn: { 'Fn::GetAtt': [string, string] } }[];
      const queueId = target?.Arn['Fn::GetAtt'][0] ?? '';
      expect(watched).toContain(JSON.stringify({ 'Fn::GetAtt': [queueId, 'QueueName'] }));
      expect(rule.Properties['Name']).toBe(`UserManager-prod-Api-${name}-failed`);
      expect(mayBringTo(queueId)).toEqual([rule.Properties['Name']]);
    }
  });

  it('stay when the stack of prod goes, and go with that of dev', () => {
    prod.template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
    dev.template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    dev.template.resourceCountIs('Custom::S3BucketNotifications', 0);
  });
});

/** Names of rules from which the queue's policy takes events. */
function mayBringTo(queueId: string): string[] {
  return prod
    .find('AWS::SQS::QueuePolicy')
    .filter(([, { Properties }]) => JSON.stringify(Properties['Queues']).includes(`"${queueId}"`))
    .flatMap(
      ([, { Properties }]) => (Properties['PolicyDocument'] as { Statement: object[] }).Statement,
    )
    .flatMap((statement) => {
      const { Effect, Principal, Action, Condition } = statement as Record<string, unknown>;
      const isAllowed =
        Effect === 'Allow' &&
        JSON.stringify(Principal) === '{"Service":"events.amazonaws.com"}' &&
        [Action].flat().includes('sqs:SendMessage');
      const { ArnEquals } = Condition as { ArnEquals?: Record<string, string> };
      const arn = ArnEquals?.['aws:SourceArn'];
      return isAllowed && arn ? [arn.replace(/^.*:rule\//u, '')] : [];
    });
}
