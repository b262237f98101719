import type { LambdaFunction } from '../../assembly/model.ts';
import { shortName } from '../../shared/short-name.ts';
import { RawSpan, type Tracer } from '../../tracing/index.ts';
import type { InvocationWatch, RawResult } from './function-worker.ts';
import { placeOfHandler } from './handler-place.ts';
import { traceErrorOf } from './source-of-error.ts';

interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly run: (requestId: string, watch: InvocationWatch | undefined) => Promise<RawResult>;
  /** Another run of the same event; its own record is made by it. */
  readonly again: () => Promise<unknown>;
}

/** Runs a function and remembers it: who asked, the event, what it printed and answered or threw. */
export async function tracedInvocation(
  tracer: Tracer,
  config: LambdaFunction,
  { requestId, payload, run, again }: Invocation,
): Promise<RawResult> {
  const scope = tracer.current();
  const name = shortName(config);
  const record = tracer.beginBelow('invocation', name);
  if (record === null) return run(requestId, undefined);
  record.requestId = requestId;
  record.keepRequest(payload);
  record.again = again;
  record.place = () => placeOfHandler(config);
  const watch: InvocationWatch = {
    traceHeader: tracer.headerOf(record),
    line: (stream, text) => record.log(stream === 'stdout' ? 'info' : 'warn', name, text),
  };
  const result = await tracer.run(record, () => run(requestId, watch));
  if (result.ok) {
    record.keepResponse(result.payload);
    record.end('succeeded');
    return result;
  }
  const thrown = traceErrorOf(result.error, config.codeFolder);
  const error = { ...thrown, source: thrown.source ?? placeOfHandler(config) };
  record.keepResponse(JSON.stringify(result.error));
  record.end('failed', [error]);
  // A field that fails because of it says so.
  if (scope instanceof RawSpan) scope.error = error;
  return result;
}
