import type { StatesAction } from '../action.ts';
import { DescribeExecution } from './DescribeExecution.ts';
import { DescribeStateMachine } from './DescribeStateMachine.ts';
import { ListExecutions } from './ListExecutions.ts';
import { ListStateMachines } from './ListStateMachines.ts';
import { StartExecution } from './StartExecution.ts';
import { StartSyncExecution } from './StartSyncExecution.ts';
import { StopExecution } from './StopExecution.ts';

/** By the name after `AWSStepFunctions.` in X-Amz-Target. */
export const actions: ReadonlyMap<string, StatesAction> = new Map(
  Object.entries({
    DescribeExecution,
    DescribeStateMachine,
    ListExecutions,
    ListStateMachines,
    StartExecution,
    StartSyncExecution,
    StopExecution,
  }),
);
