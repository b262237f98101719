import { AwsError, requirePermission, type JsonAction } from '../../aws/index.ts';
import type { Principal } from '../../aws/credentials.ts';
import type { StateMachine } from '../../assembly/model.ts';
import type { Executions } from './executions.ts';

/** What actions work with. */
export interface StatesServices {
  readonly machines: readonly StateMachine[];
  readonly executions: Executions;
  /** When they were made, in milliseconds since the epoch. */
  readonly since: number;
}

/** One action of Step Functions. */
export type StatesAction = JsonAction<StatesServices>;

/** What an action says of a machine that is not of its type. */
export const typeNotSupported = (): AwsError =>
  new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );

/**
 * The machine that a request names.
 * @throws AwsError InvalidArn, StateMachineDoesNotExist, AccessDeniedException
 */
export function machineOf(
  arn: unknown,
  action: string,
  { machines }: StatesServices,
  caller: Principal | null,
): StateMachine {
  if (typeof arn !== 'string' || !/^arn:[^:]+:states:[^:]+:[^:]+:stateMachine:./.test(arn)) {
    throw new AwsError('InvalidArn', `Invalid Arn: ${JSON.stringify(arn ?? null)}`);
  }
  requirePermission(caller, [`states:${action}`, arn]);
  const found = machines.find((machine) => machine.arn === arn);
  if (found) return found;
  throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}
