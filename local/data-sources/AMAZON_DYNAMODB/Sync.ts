import { failed } from '../answers.ts';
import type { Operation } from './operation.ts';

/** Needs a versioned data source, which the engine does not run. */
export const Sync: Operation = {
  name: 'Sync',
  run: (_request, { context }) =>
    Promise.resolve({
      ...failed(
        'UnsupportedOperation',
        `${context.typeName}.${context.fieldName} uses the DynamoDB operation Sync, which needs a ` +
          `versioned data source; those do not run on this machine. Use Query or Scan.`,
      ),
      isMalformedRequest: true,
    }),
};
