import { machineOf, type StatesAction } from '../action.ts';
import { seconds } from '../execution.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const DescribeStateMachine: StatesAction = ({ stateMachineArn }, services, caller) => {
  const machine = machineOf(stateMachineArn, 'DescribeStateMachine', services, caller);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    type: machine.isExpress ? 'EXPRESS' : 'STANDARD',
    definition: JSON.stringify(machine.definition),
    roleArn: machine.roleArn,
    creationDate: seconds(services.since),
  };
};
