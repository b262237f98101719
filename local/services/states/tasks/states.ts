import { textOf } from '../text-of.ts';
import { StateError } from '../interpreter/index.ts';
import type { BegunExecution, TaskIntegration, TaskServices } from './task-services.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
const startExecution: TaskIntegration = async (argument, services) => {
  const { executionArn, startedAt } = begun(argument, services);
  return Promise.resolve({ ExecutionArn: executionArn, StartDate: startedAt });
};

/** Waits for its end; with `readOutput` the output is data, without it is JSON text. */
const untilEnd =
  (readOutput: boolean): TaskIntegration =>
  async (argument, services) => {
    const { status, description } = await begun(argument, services).ended;
    const told = Object.fromEntries(
      Object.entries(description).map(([name, value]) => [capital(name), value]),
    );
    if (status !== 'SUCCEEDED') throw new StateError('States.TaskFailed', JSON.stringify(told));
    const { Output } = told;
    return { ...told, Output: readOutput ? (JSON.parse(String(Output)) as unknown) : Output };
  };

const begun = (
  { StateMachineArn, Input, Name }: Readonly<Record<string, unknown>>,
  { begin }: TaskServices,
): BegunExecution =>
  begin(String(StateMachineArn), textOf(Input), typeof Name === 'string' ? Name : undefined);

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export const states: Readonly<Record<string, TaskIntegration>> = {
  'states:startExecution': startExecution,
  'states:startExecution.sync': untilEnd(false),
  'states:startExecution.sync:2': untilEnd(true),
};
