import { AwsError, requirePermission } from '../../../aws/index.ts';
import type { Principal } from '../../../aws/credentials.ts';
import type { StatesServices } from '../action.ts';
import type { Execution } from '../execution.ts';

/**
 * The execution of a STANDARD machine that a request names.
 * @throws AwsError InvalidArn, ExecutionDoesNotExist, AccessDeniedException
 */
export function executionOf(
  arn: unknown,
  action: string,
  { executions }: StatesServices,
  caller: Principal | null,
): Execution {
  if (typeof arn !== 'string' || !/^arn:[^:]+:states:[^:]+:[^:]+:\w+:./.test(arn)) {
    throw new AwsError('InvalidArn', `Invalid Arn: ${JSON.stringify(arn ?? null)}`);
  }
  const [, , , , , type] = arn.split(':');
  if (type !== 'execution') {
    const reason = `Invalid Arn: 'Resource type not valid in this context: ${type ?? ''}'`;
    throw new AwsError('InvalidArn', reason);
  }
  requirePermission(caller, [`states:${action}`, arn]);
  const found = executions.find(arn);
  if (found) return found;
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}
