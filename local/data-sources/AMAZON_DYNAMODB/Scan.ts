import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { PAGE_MEMBERS, given, readPage } from './pages.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-scan.html */
export const Scan: Operation = {
  name: 'Scan',
  members: ['totalSegments', 'segment', ...PAGE_MEMBERS],
  run(request, services) {
    const { filter, projection, totalSegments, segment } = request;
    const { input } = new Expressions()
      .add('FilterExpression', filter, 'filter')
      .add('ProjectionExpression', projection, 'projection');
    const segments = { ...given('TotalSegments', totalSegments), ...given('Segment', segment) };
    return readPage('Scan', request, { ...input, ...segments }, services);
  },
};
