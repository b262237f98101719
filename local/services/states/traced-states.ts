import { shortName } from '../../shared/short-name.ts';
import { recordOf, type Tracer } from '../../tracing/index.ts';
import type { Execution } from './execution.ts';
import type { MachineEnd } from './executions.ts';
import type { WatchState } from './interpreter/index.ts';

/** Runs a machine and remembers it: what it was given, and what it gave or why it failed. */
export async function tracedExecution(
  tracer: Tracer | undefined,
  execution: Execution,
  run: () => Promise<MachineEnd>,
): Promise<MachineEnd> {
  const record = tracer?.beginBelow('execution', shortName(execution.machine)) ?? null;
  if (!tracer || record === null) return run();
  record.keepRequest(execution.input);
  record.notAgain = 'StartExecution with its input begins another';
  const fail = (type: string, message: string): void =>
    record.end('failed', [{ type, message, source: null }]);
  try {
    const end = await tracer.run(record, run);
    if ('output' in end) {
      record.keepResponse(end.output);
      record.end('succeeded');
    } else fail(end.error, end.cause);
    return end;
  } catch (error) {
    // It was stopped, unless the engine is at fault.
    const { status, error: type, cause } = execution;
    fail(type ?? status, cause ?? (error instanceof Error ? error.message : ''));
    throw error;
  }
}

/** A machine may go round for days: later states of an execution are not kept, and later values. */
const MOST_STATES = 500;
const MOST_BYTES = 524_288; // 512 KiB

/** Remembers the states of the execution that runs; those of branches and iterations below it. */
export function watchStates(tracer: Tracer | undefined): WatchState | undefined {
  if (!tracer) return undefined;
  return async ({ name, input }, run) => {
    const scope = tracer.current();
    if (scope === null) return run();
    const record = recordOf(scope);
    if (record.spans.length >= MOST_STATES) {
      record.isCut = true;
      return run();
    }
    const span = scope.begin('state', name);
    const keep = (output: unknown): void => {
      if (record.bytes > MOST_BYTES) record.isCut = true;
      else span.keep(textOf(input), textOf(output));
    };
    try {
      const step = await tracer.run(span, run);
      keep(step.output);
      span.end();
      return step;
    } catch (error) {
      keep(undefined);
      const [type, message] = error instanceof Error ? [error.name, error.message] : [null, ''];
      span.end({ type, message, source: null });
      throw error;
    }
  };
}

const textOf = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);
