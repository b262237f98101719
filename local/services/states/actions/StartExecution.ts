import { AwsError } from '../../../aws/index.ts';
import { machineOf, type StatesAction } from '../action.ts';
import { executionArn, seconds, type Execution } from '../execution.ts';
import { begin } from './begin.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const StartExecution: StatesAction = (input, services, caller) => {
  const machine = machineOf(input['stateMachineArn'], 'StartExecution', services, caller);
  const arn = executionArn(machine, String(input['name']));
  const before = machine.isExpress ? undefined : services.executions.find(arn);
  if (before) return answerOf(sameAgain(before, input['input']));
  return answerOf(begin(machine, input, services).execution);
};

const answerOf = ({ arn, startedAt }: Execution): object => ({
  executionArn: arn,
  startDate: seconds(startedAt),
});

/** A repeated call is answered as the first one was, as long as that runs. */
function sameAgain(before: Execution, input: unknown): Execution {
  if (before.status === 'RUNNING' && before.input === (input ?? '{}')) return before;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${before.arn}'`);
}
