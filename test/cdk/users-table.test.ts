import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, it } from 'vitest';
import { templateOf, type StageTemplate } from '../support/template.ts';

let dev: StageTemplate;
let prod: StageTemplate;

beforeAll(() => {
  dev = templateOf('dev');
  prod = templateOf('prod');
});

describe('the table', () => {
  it('is paid by use, recoverable, streams whole items and forgets expired requests', () => {
    dev.template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: {
            PointInTimeRecoveryEnabled: true,
            RecoveryPeriodInDays: 35,
          },
        }),
      ],
    });
  });

  it('has the indexes of every order and filter, each with whole items, and those of words', () => {
    const index = (name: string, hash: string, range: string) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: hash, KeyType: 'HASH' },
        { AttributeName: range, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    });
    const ofWords = (number: number) => ({
      ...index(`byWord${number}`, 'entity', `word${number}`),
      Projection: {
        ProjectionType: 'INCLUDE',
        NonKeyAttributes: ['email', 'nameKey', 'createdKey', 'statusRole', 'words'],
      },
    });
    dev.template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: [
        index('byEmail', 'entity', 'email'),
        index('byName', 'entity', 'nameKey'),
        index('byCreated', 'entity', 'createdKey'),
        index('byStatusRoleEmail', 'statusRole', 'email'),
        index('byStatusRoleName', 'statusRole', 'nameKey'),
        index('byStatusRoleCreated', 'statusRole', 'createdKey'),
        ofWords(1),
        ofWords(2),
        ofWords(3),
        ofWords(4),
      ],
    });
  });

  it('outlives the stack in prod, and cannot be deleted there', () => {
    dev.template.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Delete' });
    prod.template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })] },
    });
  });
});
