import { randomUUID } from 'node:crypto';
import type { StateMachine } from '../../assembly/model.ts';

/** Times of Step Functions are seconds since the epoch. */
export const seconds = (at: number): number => at / 1_000;

/** How an execution stands. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One run of a machine. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachine;
  /** JSON text. */
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  status: ExecutionStatus;
  stoppedAt: number | null;
  /** JSON text, once it succeeded. */
  output: string | null;
  error: string | null;
  cause: string | null;
}

/** The ARN of a run; runs of Express machines may share a name, and each has a part of its own behind it. */
export const executionArn = ({ arn, isExpress }: StateMachine, name: string): string =>
  `${arn.replace(':stateMachine:', isExpress ? ':express:' : ':execution:')}:${name}`;

/** A run that begins now. */
export function newExecution(
  machine: StateMachine,
  { name, input, now }: { readonly name: string; readonly input: string; readonly now: number },
): Execution {
  return {
    arn: `${executionArn(machine, name)}${machine.isExpress ? `:${randomUUID()}` : ''}`,
    name,
    machine,
    input,
    startedAt: now,
    status: 'RUNNING',
    stoppedAt: null,
    output: null,
    error: null,
    cause: null,
  };
}

/** As lists tell it. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ExecutionListItem.html */
export function summaryOf(execution: Execution): Readonly<Record<string, unknown>> {
  const { arn, name, machine, startedAt, stoppedAt, status } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status,
    startDate: seconds(startedAt),
    ...(stoppedAt !== null && { stopDate: seconds(stoppedAt) }),
  };
}

/** As DescribeExecution tells it. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export function described(execution: Execution): Readonly<Record<string, unknown>> {
  const { input, output, error, cause } = execution;
  return {
    ...summaryOf(execution),
    input,
    inputDetails: { included: true },
    ...(output !== null && { output, outputDetails: { included: true } }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}
