import { machineOf, typeNotSupported, type StatesAction } from '../action.ts';
import { described } from '../execution.ts';
import { begin } from './begin.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
export const StartSyncExecution: StatesAction = async (input, services, caller) => {
  const machine = machineOf(input['stateMachineArn'], 'StartSyncExecution', services, caller);
  if (!machine.isExpress) throw typeNotSupported();
  const execution = await begin(machine, input, services).ended;
  const { startedAt, stoppedAt } = execution;
  const billedDurationInMilliseconds =
    Math.ceil(((stoppedAt ?? startedAt) - startedAt) / 100) * 100;
  return {
    ...described(execution),
    billingDetails: { billedDurationInMilliseconds, billedMemoryUsedInMB: 64 },
  };
};
