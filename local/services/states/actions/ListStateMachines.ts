import { requirePermission } from '../../../aws/index.ts';
import type { StatesAction } from '../action.ts';
import { seconds } from '../execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const ListStateMachines: StatesAction = (_input, { machines, since }, caller) => {
  requirePermission(caller, ['states:ListStateMachines', '*']);
  const stateMachines = machines.map(({ arn, name, isExpress }) => ({
    stateMachineArn: arn,
    name,
    type: isExpress ? 'EXPRESS' : 'STANDARD',
    creationDate: seconds(since),
  }));
  return { stateMachines };
};
