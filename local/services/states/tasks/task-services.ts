import type { CallService } from './call-service.ts';

/** An execution that a task begins. */
export interface BegunExecution {
  readonly executionArn: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What DescribeExecution tells of it once it has ended. */
  readonly ended: Promise<EndedExecution>;
}

/** How an execution ended. */
export interface EndedExecution {
  readonly status: string;
  /** JSON text, in the names of DescribeExecution. */
  readonly description: Readonly<Record<string, unknown>>;
}

/** What tasks are done with. */
export interface TaskServices {
  /** Calls a service of AWS on the gateway, with the machine's role. */
  readonly call: CallService;
  /**
   * Begins another machine, if the role may.
   * @throws StateError
   */
  readonly begin: (machineArn: string, input: string, name?: string) => BegunExecution;
}

/**
 * One integration: what the Resource of a Task says.
 * @throws StateError
 */
export type TaskIntegration = (
  argument: Readonly<Record<string, unknown>>,
  services: TaskServices,
  signal: AbortSignal,
) => Promise<unknown>;
