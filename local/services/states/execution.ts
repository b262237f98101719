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

/** A run that begins now. */
export function newExecution(
  machine: StateMachine,
  { name, input, now }: { readonly name: string; readonly input: string; readonly now: number },
): Execution {
  const kind = machine.isExpress ? 'express' : 'execution';
  const arn = machine.arn.replace(':stateMachine:', `:${kind}:`);
  return {
    arn: `${arn}:${name}${machine.isExpress ? `:${randomUUID()}` : ''}`,
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

/** As DescribeExecution tells it. https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export function described(execution: Execution): Readonly<Record<string, unknown>> {
  const { arn, name, machine, input, startedAt, stoppedAt, status } = execution;
  const { output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status,
    startDate: seconds(startedAt),
    ...(stoppedAt !== null && { stopDate: seconds(stoppedAt) }),
    input,
    inputDetails: { included: true },
    ...(output !== null && { output, outputDetails: { included: true } }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}
