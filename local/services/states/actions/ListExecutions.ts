import { machineOf, typeNotSupported, type StatesAction } from '../action.ts';
import { summaryOf } from '../execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const ListExecutions: StatesAction = (input, services, caller) => {
  const machine = machineOf(input['stateMachineArn'], 'ListExecutions', services, caller);
  if (machine.isExpress) throw typeNotSupported();
  const wanted = input['statusFilter'];
  const executions = services.executions
    .all()
    .filter((one) => one.machine.arn === machine.arn)
    .filter(({ status }) => typeof wanted !== 'string' || status === wanted)
    .map(summaryOf);
  return { executions };
};
