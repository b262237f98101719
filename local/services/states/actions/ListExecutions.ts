import { AwsError } from '../../../aws/index.ts';
import { machineOf, type StatesAction } from '../action.ts';
import { seconds } from '../execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const ListExecutions: StatesAction = (input, services, caller) => {
  const machine = machineOf(input['stateMachineArn'], 'ListExecutions', services, caller);
  if (machine.isExpress) {
    throw new AwsError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  }
  const wanted = input['statusFilter'];
  const executions = services.executions
    .all()
    .filter((one) => one.machine.arn === machine.arn)
    .filter(({ status }) => typeof wanted !== 'string' || status === wanted)
    .map(({ arn, name, status, startedAt, stoppedAt }) => ({
      executionArn: arn,
      stateMachineArn: machine.arn,
      name,
      status,
      startDate: seconds(startedAt),
      ...(stoppedAt !== null && { stopDate: seconds(stoppedAt) }),
    }));
  return { executions };
};
