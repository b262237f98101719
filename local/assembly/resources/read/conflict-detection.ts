import type { ConflictDetection } from '../../model.ts';
import type { Resource } from '../../template/types.ts';
import { record, text } from '../../template/values.ts';

/**
 * SyncConfig of a resolver or function, as a member of its part; empty when it detects nothing.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-appsync-resolver-syncconfig.html
 */
export function readConflictDetection(resource: Resource): {
  readonly conflictDetection?: ConflictDetection;
} {
  const config = record(resource.get('SyncConfig'));
  if (text(config['ConflictDetection']) !== 'VERSION') return {};
  const lambda = record(config['LambdaConflictHandlerConfig']);
  const handler = HANDLERS.find((name) => name === text(config['ConflictHandler']));
  return {
    conflictDetection: {
      handler: handler ?? 'OPTIMISTIC_CONCURRENCY',
      functionArn: text(lambda['LambdaConflictHandlerArn']) ?? null,
    },
  };
}

const HANDLERS = ['OPTIMISTIC_CONCURRENCY', 'AUTOMERGE', 'LAMBDA'] as const;
