import { answered, missing } from '../answers.ts';
import { WRITE_MEMBERS, conditionalWrite } from './conditions.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { fromWireItemOrNull, toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-updateitem.html */
export const UpdateItem: Operation = {
  name: 'UpdateItem',
  members: ['key', 'update', ...WRITE_MEMBERS],
  run(request, services) {
    if (request.key === undefined) throw missing('key');
    if (request.update === undefined) throw missing('update');
    const key = toWireItem(request.key, 'key');
    return conditionalWrite(request, services, {
      key,
      async write({ update, condition }) {
        const { Attributes } = await services.call('UpdateItem', {
          TableName: services.tableName,
          Key: key,
          ReturnValues: 'ALL_NEW',
          ...new Expressions()
            .add('UpdateExpression', update, 'update')
            .add('ConditionExpression', condition, 'condition').input,
        });
        return answered(fromWireItemOrNull(Attributes));
      },
    });
  },
};
