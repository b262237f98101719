import { answered, missing } from '../answers.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { fromWireItemOrNull, toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-getitem.html */
export const GetItem: Operation = {
  name: 'GetItem',
  members: ['key', 'consistentRead', 'projection'],
  async run({ key, consistentRead, projection }, { tableName, call }) {
    if (key === undefined) throw missing('key');
    const { Item } = await call('GetItem', {
      TableName: tableName,
      Key: toWireItem(key, 'key'),
      ConsistentRead: consistentRead === true,
      ...new Expressions().add('ProjectionExpression', projection, 'projection').input,
    });
    return answered(fromWireItemOrNull(Item));
  },
};
