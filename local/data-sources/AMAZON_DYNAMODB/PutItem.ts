import { answered, missing, type RequestObject } from '../answers.ts';
import { WRITE_MEMBERS, conditionalWrite } from './conditions.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { fromWireItem, toWireItem, type TypedItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-putitem.html */
export const PutItem: Operation = {
  name: 'PutItem',
  members: ['key', 'attributeValues', ...WRITE_MEMBERS],
  run: (request, services) =>
    conditionalWrite(request, services, {
      key: keyOf(request),
      attempted: itemOf,
      async write(current) {
        const item = itemOf(current);
        await services.call('PutItem', {
          TableName: services.tableName,
          Item: item,
          ...new Expressions().add('ConditionExpression', current.condition, 'condition').input,
        });
        return answered(fromWireItem(item));
      },
    }),
};

function keyOf({ key }: RequestObject): TypedItem {
  if (key === undefined) throw missing('key');
  return toWireItem(key, 'key');
}

function itemOf(request: RequestObject): TypedItem {
  const { attributeValues = {} } = request;
  return { ...toWireItem(attributeValues, 'attributeValues'), ...keyOf(request) };
}
