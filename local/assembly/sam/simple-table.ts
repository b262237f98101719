import { isObject } from '../../shared/is-object.ts';
import type { Expansion } from './expand-sam.ts';

const TYPES: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html */
export const simpleTable: Expansion = (logicalId, properties) => {
  const { PrimaryKey, ProvisionedThroughput, TableName } = properties;
  const key = isObject(PrimaryKey) ? PrimaryKey : { Name: 'id', Type: 'String' };
  return {
    [logicalId]: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        ...(TableName !== undefined && { TableName }),
        AttributeDefinitions: [
          { AttributeName: key['Name'], AttributeType: TYPES[String(key['Type'])] ?? 'S' },
        ],
        KeySchema: [{ AttributeName: key['Name'], KeyType: 'HASH' }],
        ...(ProvisionedThroughput === undefined
          ? { BillingMode: 'PAY_PER_REQUEST' }
          : { ProvisionedThroughput }),
      },
    },
  };
};
