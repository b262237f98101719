import { randomUUID } from 'node:crypto';
import type { StateMachine } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { newExecution, type Execution } from './execution.ts';

/** An execution, and when it has ended. */
export interface Begun {
  readonly execution: Execution;
  /** Never rejects. */
  readonly ended: Promise<Execution>;
}

/** Runs a machine to its end. */
export type RunMachine = (execution: Execution, signal: AbortSignal) => Promise<MachineEnd>;

/** How a machine ended by itself. */
export type MachineEnd =
  | { readonly output: string }
  | { readonly error: string; readonly cause: string };

/** The executions of the app's machines, in memory. */
export interface Executions {
  begin(machine: StateMachine, input: string, name?: string): Begun;
  find(arn: string): Execution | undefined;
  /** The newest first. */
  all(): readonly Execution[];
  /** Ends one that still runs. */
  stop(execution: Execution, reason?: Pick<Execution, 'error' | 'cause'>): void;
  /** Ends all and forgets them. */
  clear(): Promise<void>;
}

interface ExecutionsOptions {
  readonly run: RunMachine;
  readonly clock: Clock;
  readonly log: Log;
}

/** Of executions that have ended the latest are kept. */
const MOST_KEPT = 1_000;

/** Keeps what runs, and of what ran the latest. */
export function createExecutions(options: ExecutionsOptions): Executions {
  return new Kept(options);
}

class Kept implements Executions {
  readonly #options: ExecutionsOptions;
  readonly #known = new Map<string, Execution>();
  readonly #running = new Map<Execution, { stop: AbortController; ended: Promise<Execution> }>();

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  begin(machine: StateMachine, input: string, name: string = randomUUID()): Begun {
    const execution = newExecution(machine, { name, input, now: this.#options.clock.now() });
    const stop = new AbortController();
    this.#known.set(execution.arn, execution);
    this.#forget();
    const ended = this.#run(execution, stop.signal);
    this.#running.set(execution, { stop, ended });
    return { execution, ended };
  }

  find(arn: string): Execution | undefined {
    return this.#known.get(arn);
  }

  all(): readonly Execution[] {
    return [...this.#known.values()].toReversed();
  }

  stop(execution: Execution, reason: Pick<Execution, 'error' | 'cause'> = NO_REASON): void {
    const running = this.#running.get(execution);
    if (!running) return;
    Object.assign(execution, reason);
    this.#end(execution, 'ABORTED');
    running.stop.abort();
  }

  async clear(): Promise<void> {
    const running = [...this.#running];
    for (const [execution] of running) this.stop(execution);
    await Promise.all(running.map(([, { ended }]) => ended));
    this.#known.clear();
  }

  async #run(execution: Execution, signal: AbortSignal): Promise<Execution> {
    const end = await this.#options.run(execution, signal).catch((error: unknown) => {
      // What nobody reckons with, unless it was stopped.
      return { error: 'States.Runtime', cause: error instanceof Error ? error.message : '' };
    });
    if (execution.status === 'RUNNING') this.#take(execution, end);
    this.#running.delete(execution);
    return execution;
  }

  #take(execution: Execution, end: MachineEnd): void {
    if ('output' in end) {
      execution.output = end.output;
      this.#end(execution, 'SUCCEEDED');
      return;
    }
    Object.assign(execution, end);
    this.#end(execution, end.error === 'States.Timeout' ? 'TIMED_OUT' : 'FAILED');
    const { stackName, logicalId } = execution.machine;
    // What a task failed with may tell of people: its caller and DescribeExecution have it.
    const cause = end.error.startsWith('States.') ? `: ${end.cause}` : '';
    this.#options.log.warn('states', `${stackName}/${logicalId} failed, ${end.error}${cause}`);
  }

  #end(execution: Execution, status: Execution['status']): void {
    execution.status = status;
    execution.stoppedAt = this.#options.clock.now();
  }

  #forget(): void {
    for (const [arn, { status }] of this.#known) {
      if (this.#known.size <= MOST_KEPT) return;
      if (status !== 'RUNNING') this.#known.delete(arn);
    }
  }
}

const NO_REASON = { error: null, cause: null };
