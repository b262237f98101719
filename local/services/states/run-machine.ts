import type { CredentialStore } from '../../aws/credentials.ts';
import { PERMISSIVE_IAM, type Iam } from '../../aws/iam/index.ts';
import type { StateMachine } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { described, type Execution } from './execution.ts';
import type { Begun, MachineEnd } from './executions.ts';
import type { Tracer } from '../../tracing/index.ts';
import { languages, runStates, StateError, within } from './interpreter/index.ts';
import { watchStates } from './traced-states.ts';
import { createCallService } from './tasks/call-service.ts';
import { createCallTask } from './tasks/index.ts';
import type { TaskServices } from './tasks/task-services.ts';

/** What machines are run with. */
export interface MachineOptions {
  /** The gateway, where their tasks are done. */
  readonly endpointUrl: string;
  readonly region: string;
  readonly credentials: Pick<CredentialStore, 'issue'>;
  /** What their roles may do. @default - everything */
  readonly iam?: Iam;
  readonly clock: Clock;
  /** Remembers executions. @default - nobody does */
  readonly tracer?: Tracer | undefined;
  /**
   * Begins another one.
   * @throws StateError
   */
  readonly begin: (machineArn: string, input: string, name?: string) => Begun;
}

/** An Express execution takes this long at most. https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
const EXPRESS_SECONDS = 300;

/** Bytes of what a state gives on. */
const MOST_BYTES = 262_144; // 256 KiB

/** Runs a machine to its end; rejects when the signal aborts. */
export async function runMachine(
  execution: Execution,
  signal: AbortSignal,
  options: MachineOptions,
): Promise<MachineEnd> {
  const { machine } = execution;
  const { clock } = options;
  const given = machine.definition.TimeoutSeconds ?? Infinity;
  const most = machine.isExpress ? Math.min(given, EXPRESS_SECONDS) : given;
  const timeout = (): StateError =>
    new StateError('States.Timeout', `The execution took longer than ${most} seconds.`);
  try {
    const output = Number.isFinite(most)
      ? await within({ clock, signal }, { ms: most * 1_000, timeout }, (inTime) =>
          outputOf(execution, inTime, options),
        )
      : await outputOf(execution, signal, options);
    return { output: JSON.stringify(output) };
  } catch (error) {
    if (signal.aborted || !(error instanceof StateError)) throw error;
    return { error: error.name, cause: error.message };
  }
}

function outputOf(
  execution: Execution,
  signal: AbortSignal,
  options: MachineOptions,
): Promise<unknown> {
  const { machine, input } = execution;
  const { clock } = options;
  const data: unknown = JSON.parse(input);
  const callTask = createCallTask(taskServices(execution, options));
  return runStates(machine.definition, data, {
    clock,
    callTask: async (resource, argument, taskSignal) => {
      const result = await callTask(resource, argument, taskSignal);
      if (Buffer.byteLength(JSON.stringify(result ?? null)) <= MOST_BYTES) return result;
      const cause =
        'The state/task returned a result with a size exceeding the maximum number of bytes service limit.';
      throw new StateError('States.DataLimitExceeded', cause);
    },
    languages,
    watch: watchStates(options.tracer),
    queryLanguage: 'JSONPath',
    context: contextOf(execution, data),
    variables: {},
    signal,
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf({ arn, name, machine, startedAt }: Execution, input: unknown) {
  const StartTime = new Date(startedAt).toISOString();
  return {
    Execution: { Id: arn, Input: input, Name: name, RoleArn: machine.roleArn, StartTime },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}

/** Tasks call with the machine's role. */
function taskServices(
  { machine, name }: Execution,
  { iam = PERMISSIVE_IAM, credentials, endpointUrl, region, tracer, begin }: MachineOptions,
): TaskServices {
  const session = iam.session(machine.roleArn, name);
  return {
    call: createCallService({
      endpointUrl,
      region,
      credentials: credentials.issue(session),
      tracer,
    }),
    begin(machineArn, input, executionName) {
      const refusal = session.permissions?.refusal('states:StartExecution', machineArn) ?? null;
      if (refusal !== null) throw new StateError('StepFunctions.AccessDeniedException', refusal);
      const { execution, ended } = begin(machineArn, input, executionName);
      return {
        executionArn: execution.arn,
        startedAt: execution.startedAt,
        ended: ended.then((one) => ({ status: one.status, description: described(one) })),
      };
    },
  };
}

/** The machine of an ARN, for a task that begins it. */
export function machineForTask(
  machines: readonly StateMachine[],
  machineArn: string,
): StateMachine {
  const found = machines.find(({ arn }) => arn === machineArn);
  if (found) return found;
  throw new StateError(
    'StepFunctions.StateMachineDoesNotExistException',
    `State Machine Does Not Exist: '${machineArn}'`,
  );
}
