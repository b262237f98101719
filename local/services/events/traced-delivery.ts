import type { TraceKind, Tracer } from '../../tracing/index.ts';
import type { Failure } from './targets/target.ts';

interface Traced {
  readonly kind: Extract<TraceKind, 'event' | 'schedule'>;
  /** `<stack>/<logical id>` of the rule or schedule. */
  readonly where: string;
  readonly event: unknown;
}

/** Brings something to targets and remembers it: the cause of what they do. */
export function tracedDelivery(
  tracer: Tracer | undefined,
  { kind, where, event }: Traced,
  deliver: () => readonly Failure[],
): void {
  const record = tracer?.beginBelow(kind, where) ?? null;
  if (!tracer || record === null) {
    deliver();
    return;
  }
  record.keepRequest(JSON.stringify(event));
  record.notAgain = 'its invocation, which is below it, can';
  const failures = tracer.run(record, deliver);
  const errors = failures.map(({ code, message }) => ({ type: code, message, source: null }));
  if (errors.length === 0) record.end('succeeded');
  else record.end('failed', errors);
}
