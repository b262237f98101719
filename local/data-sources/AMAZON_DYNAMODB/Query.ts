import { missing } from '../answers.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { PAGE_MEMBERS, given, readPage } from './pages.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-query.html */
export const Query: Operation = {
  name: 'Query',
  members: ['query', ...PAGE_MEMBERS],
  run(request, services) {
    const { query, filter, projection, scanIndexForward } = request;
    if (query === undefined) throw missing('query');
    const { input } = new Expressions()
      .add('KeyConditionExpression', query, 'query')
      .add('FilterExpression', filter, 'filter')
      .add('ProjectionExpression', projection, 'projection');
    const order = given('ScanIndexForward', scanIndexForward);
    return readPage('Query', request, { ...input, ...order }, services);
  },
};
