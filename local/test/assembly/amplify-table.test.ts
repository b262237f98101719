import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readFrom } from './synthesize-app.ts';
import { FILES, TEMPLATE, folderOf } from './template-folder.ts';

test('Custom::AmplifyDynamoDBTable: is the table that it describes', () => {
  const folder = folderOf({
    ...FILES,
    'template.yaml': TEMPLATE.replace(
      'Outputs:',
      `
  TodoTable:
    Type: Custom::AmplifyDynamoDBTable
    Properties:
      ServiceToken: arn:aws:lambda:us-east-1:000000000000:function:manager
      tableName: Todo-abc-NONE
      attributeDefinitions: [{ attributeName: id, attributeType: S }, { attributeName: owner, attributeType: S }]
      keySchema: [{ attributeName: id, keyType: HASH }]
      globalSecondaryIndexes:
        - { indexName: byOwner, keySchema: [{ attributeName: owner, keyType: HASH }], projection: { projectionType: ALL } }
      billingMode: PAY_PER_REQUEST
      streamSpecification: { streamViewType: NEW_AND_OLD_IMAGES }
      tags: [{ key: a, value: b }]
Outputs:
  Arn: { Value: !GetAtt TodoTable.TableArn }
  Stream: { Value: !GetAtt TodoTable.TableStreamArn }`,
    ),
  });
  const app = readFrom(folder);
  expect(app.tables.find(({ logicalId }) => logicalId === 'TodoTable')).toMatchObject({
    tableName: 'Todo-abc-NONE',
    createTableInput: {
      TableName: 'Todo-abc-NONE',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byOwner',
          KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  });
  const arn = expect.stringContaining(':table/Todo-abc-NONE') as string;
  expect(app.outputs).toMatchObject({
    [`${basename(folder)}.Arn`]: arn,
    [`${basename(folder)}.Stream`]: arn,
  });
  expect(app.unsupported).toEqual([]);
});
