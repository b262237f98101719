import type { Caller } from '../shared/identity.ts';
import type { RawRecord, Tracer } from '../tracing/index.ts';
import type { WireError } from './protocol.ts';
import type { RealtimeOperation } from './types.ts';

/** Begins the record of a start message; null when it is not recorded. */
export function beginStart(
  tracer: Tracer | undefined,
  operation: RealtimeOperation,
): RawRecord | null {
  if (!tracer?.admits()) return null;
  const record = tracer.begin('subscription', 'subscription', { cause: null });
  record.notAgain = 'a subscription belongs to its connection';
  record.keepRequest(JSON.stringify(operation));
  return record;
}

/** Ends it as refused: by whom, the record of its field says. */
export function endRefused(
  record: RawRecord | null,
  errors: readonly WireError[] | WireError,
): void {
  if (record === null) return;
  const list = Array.isArray(errors) ? (errors as readonly WireError[]) : [errors as WireError];
  const field = record.spans.find(({ kind, error }) => kind === 'field' && error !== null);
  record.keepResponse(JSON.stringify({ errors: list }));
  record.end(
    field ? 'failed' : 'refused',
    list.map(({ errorType, message = '' }) => ({
      type: errorType ?? null,
      message,
      source: null,
      ...field?.error,
    })),
  );
}

/** Records a handshake that is not accepted. */
export function recordRefusedConnection(
  tracer: Tracer | undefined,
  { errorType, message = '' }: WireError,
): void {
  if (!tracer) return;
  const record = tracer.begin('subscription', 'connect', { cause: null });
  record.notAgain = 'a connection is its client\u2019s';
  record.end('refused', [
    { type: errorType ?? null, message: message || (errorType ?? ''), source: null },
  ]);
}

/** Whose start it is. */
export function admitted(record: RawRecord | null, caller: Caller): void {
  if (record) record.caller = caller;
}
