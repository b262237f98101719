import type { StateMachine } from '../../assembly/model.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import { createAwsJsonFront } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Service } from '../../shared/service.ts';
import { actions } from './actions/index.ts';
import { createExecutions, type Begun } from './executions.ts';
import type { MachineOptions } from './run-machine.ts';
import { tracedExecution } from './traced-states.ts';

/** What Step Functions works with. */
export interface StatesOptions extends Omit<MachineOptions, 'begin'> {
  readonly machines: readonly StateMachine[];
  readonly credentials: CredentialStore;
  readonly log: Log;
}

/** Begins an execution of a machine; false when the ARN is none of the app's. */
export type StartExecution = (machineArn: string, input: string) => boolean;

const MAX_BODY_BYTES = 1024 * 1024; // 1 MiB

/**
 * Step Functions: runs the app's state machines. What interprets them is loaded by the first execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html
 */
export function createStates(
  options: StatesOptions,
): Service & { readonly routes: readonly HttpRoute[]; readonly startExecution: StartExecution } {
  const { machines, clock, credentials, log } = options;
  const executions = createExecutions({
    clock,
    log,
    async run(execution, signal) {
      const { runMachine, machineForTask } = await import('./run-machine.ts');
      const begin = (machineArn: string, input: string, name?: string): Begun =>
        executions.begin(machineForTask(machines, machineArn), input, name);
      return tracedExecution(options.tracer, execution, () =>
        runMachine(execution, signal, { ...options, begin }),
      );
    },
  });
  const route = createAwsJsonFront({
    name: 'states',
    title: 'Step Functions',
    prefix: 'AWSStepFunctions.',
    version: '1.0',
    actions,
    services: { machines, executions, since: clock.now() },
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return {
    name: 'states',
    routes: [route],
    startExecution(machineArn, input) {
      const found = machines.find(({ arn }) => arn === machineArn);
      if (found) executions.begin(found, input);
      return found !== undefined;
    },
    start: () => Promise.resolve(),
    stop: () => executions.clear(),
    reset: () => executions.clear(),
  };
}
