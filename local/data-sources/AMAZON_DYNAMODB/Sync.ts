import { failed } from '../answers.ts';
import type { Operation } from './operation.ts';

/** Sync of a data source that is not versioned; versioned/Sync.ts is the other. */
export const Sync: Operation = {
  name: 'Sync',
  members: ['basePartitionKey', 'deltaIndexName', 'limit', 'nextToken', 'lastSync', 'filter'],
  run: (_request, { context }) =>
    Promise.resolve({
      // AWS's text is not recorded.
      ...failed(
        'UnsupportedOperation',
        `${context.typeName}.${context.fieldName} uses the DynamoDB operation Sync, which needs a ` +
          'versioned data source (DynamoDBConfig.Versioned with a DeltaSyncConfig).',
      ),
      isMalformedRequest: true,
    }),
};
