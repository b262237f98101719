import {
  recordOf,
  type NotedWrite,
  type RawRecord,
  type RawSpan,
  type Tracer,
} from '../../tracing/index.ts';
import type { ApiOutput } from './api-client.ts';
import { recordOf as objectOf, type CallInput } from './request-context.ts';

/** Calls that tell what they consumed, and whether they read or write. */
const CONSUMING: Readonly<Record<string, 'read' | 'write'>> = {
  BatchGetItem: 'read',
  GetItem: 'read',
  Query: 'read',
  Scan: 'read',
  TransactGetItems: 'read',
  BatchWriteItem: 'write',
  DeleteItem: 'write',
  PutItem: 'write',
  TransactWriteItems: 'write',
  UpdateItem: 'write',
};

/**
 * Makes a call with what it consumes counted for a part of a record; who asked gets no more than it asked
 * for.
 */
export async function countedCall(
  tracer: Tracer,
  scope: RawRecord | RawSpan,
  { operation, input }: { readonly operation: string; readonly input: CallInput },
  call: (input: CallInput) => Promise<ApiOutput>,
): Promise<ApiOutput> {
  const kind = CONSUMING[operation];
  const { ReturnConsumedCapacity: asked } = input;
  if (kind === undefined) return call(input);
  const isAsked = typeof asked === 'string' && asked !== 'NONE';
  const write = kind === 'write' ? noteWrite(tracer, scope, operation, input) : null;
  const output = await answered(write, () =>
    call(isAsked ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' }),
  );
  const { ConsumedCapacity, ...rest } = output;
  const list: readonly unknown[] = Array.isArray(ConsumedCapacity)
    ? (ConsumedCapacity as unknown[])
    : [ConsumedCapacity];
  const units = list.reduce<number>(
    (sum, one) => sum + Number(objectOf(one).CapacityUnits ?? 0),
    0,
  );
  if (kind === 'read') scope.addUnits(units, 0);
  else scope.addUnits(0, units);
  return isAsked ? output : rest;
}

function noteWrite(
  tracer: Tracer,
  scope: RawRecord | RawSpan,
  operation: string,
  input: CallInput,
): NotedWrite | null {
  const record = recordOf(scope);
  const writer = { recordId: tracer.idOf(record), traceId: tracer.traceIdOf(record) };
  return tracer.writes.note({ ...writer, operation, input, begun: Date.now() });
}

async function answered<T>(write: NotedWrite | null, call: () => Promise<T>): Promise<T> {
  try {
    const output = await call();
    write?.taken();
    return output;
  } catch (error) {
    write?.refused();
    throw error;
  }
}

/** Whether a call's units can be counted. */
export const isCounted = (operation: string): boolean => operation in CONSUMING;

/** What a call is for: the record or part of one, if it is recorded at all. */
export function scopeOf(tracer: Tracer | undefined): RawRecord | RawSpan | null {
  const scope = tracer?.current() ?? null;
  return scope !== null && recordOf(scope).outcome === 'running' ? scope : null;
}
