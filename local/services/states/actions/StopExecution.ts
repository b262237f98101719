import type { StatesAction } from '../action.ts';
import { seconds } from '../execution.ts';
import { executionOf } from './execution-of.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
export const StopExecution: StatesAction = ({ executionArn, error, cause }, services, caller) => {
  const execution = executionOf(executionArn, 'StopExecution', services, caller);
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  services.executions.stop(execution, { error: textOf(error), cause: textOf(cause) });
  return { stopDate: seconds(execution.stoppedAt ?? execution.startedAt) };
};
