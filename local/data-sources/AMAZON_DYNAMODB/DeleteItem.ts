import { answered, missing } from '../answers.ts';
import { WRITE_MEMBERS, conditionalWrite } from './conditions.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { fromWireItemOrNull, toWireItem } from './typed-values.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-deleteitem.html */
export const DeleteItem: Operation = {
  name: 'DeleteItem',
  members: ['key', ...WRITE_MEMBERS],
  run(request, services) {
    if (request.key === undefined) throw missing('key');
    const key = toWireItem(request.key, 'key');
    return conditionalWrite(request, services, {
      key,
      isDoneWhenAbsent: true,
      async write({ condition }) {
        const { Attributes } = await services.call('DeleteItem', {
          TableName: services.tableName,
          Key: key,
          ReturnValues: 'ALL_OLD',
          ...new Expressions().add('ConditionExpression', condition, 'condition').input,
        });
        return answered(fromWireItemOrNull(Attributes));
      },
    });
  },
};
