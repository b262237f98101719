import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { GraphqlApi } from '../assembly/model.ts';
import type {
  GraphqlAnswer,
  GraphqlEngine,
  GraphqlRequest,
  RequestContext,
} from '../graphql/types.ts';
import type { AppSyncError, GraphqlResult } from '../shared/graphql-error.ts';
import {
  originIn,
  pathText,
  type RawRecord,
  type TraceError,
  type Tracer,
} from '../tracing/index.ts';

/** Begins the record of a request. */
export function beginRequest(
  tracer: Tracer,
  request: IncomingMessage,
  api: Pick<GraphqlApi, 'path' | 'apiId' | 'logging'>,
): RawRecord {
  const name = `${request.method ?? ''} ${api.path}`;
  const record = tracer.begin('request', name, { origin: originIn(request.headers) });
  record.api = api;
  record.notAgain = 'it was refused before it ran, and its credentials are not kept';
  return record;
}

/** Ends it with what AppSync answered. */
export function endRequest(record: RawRecord, { body }: GraphqlAnswer, text: string): void {
  record.keepResponse(text);
  const { errors } = body;
  if (errors === undefined || errors.length === 0) record.end('succeeded');
  else endWithErrors(record, errors);
}

/** Errors of fields say where in the source they come from. */
export function endWithErrors(record: RawRecord, errors: readonly AppSyncError[]): void {
  const ran = record.spans.some(({ kind }) => kind === 'field');
  record.end(
    ran ? 'failed' : 'refused',
    errors.map((error) => errorOf(record, error)),
  );
}

function errorOf({ spans }: RawRecord, error: AppSyncError): TraceError {
  const { message, errorType: type = null, path: keys } = error;
  const path = keys?.join('.');
  const field =
    path === undefined
      ? undefined
      : spans.find(({ kind, path: at, error: found }) => {
          return kind === 'field' && found !== null && pathText(at) === path;
        });
  const known = field?.error ?? { type, message, source: givenBy(spans, path) };
  return path === undefined ? known : { ...known, path };
}

/** The handler that gave the value in which there is an error: that of the nearest field with a resolver. */
function givenBy(spans: RawRecord['spans'], path: string | undefined): string | null {
  if (path === undefined) return null;
  const above = spans.filter(
    ({ kind, path: at }) => kind === 'field' && `${path}.`.startsWith(`${pathText(at)}.`),
  );
  const [field] = above.toSorted(
    (one, other) => pathText(other.path).length - pathText(one.path).length,
  );
  const step = spans.findLast((span) => span.step !== null && span.parent === field?.number);
  return step?.source?.() ?? null;
}

interface Ran {
  readonly read: GraphqlRequest;
  readonly context: RequestContext;
  readonly engine: Pick<GraphqlEngine, 'execute'>;
  readonly tracer: Tracer;
}

/** Who asks, and how it is done once more: as the same caller, whose credentials nobody needs again. */
export function remember(record: RawRecord, ran: Ran): void {
  record.caller = ran.context.caller;
  record.requestId = ran.context.requestId;
  record.again = () => runAgain(record, ran);
}

async function runAgain(first: RawRecord, ran: Ran): Promise<void> {
  const { read, engine, tracer } = ran;
  const record = tracer.begin('request', first.name);
  const requestId = randomUUID();
  const { headers } = ran.context.request;
  const request = {
    ...ran.context.request,
    headers: { ...headers, 'x-amzn-requestid': requestId },
  };
  const context = { ...ran.context, request, requestId, trace: record };
  record.api = first.api;
  record.keepRequest(first.request);
  remember(record, { ...ran, context });
  const answer = await tracer.run(record, () => engine.execute(read, context));
  endRequest(record, answer, JSON.stringify(answer.body));
}

interface Failed {
  readonly request: IncomingMessage;
  readonly read: GraphqlRequest;
  readonly context: RequestContext;
  /** What was answered. */
  readonly text: string;
}

/** A request that failed under load: what there was no time to record, its handlers, is not known. */
export function recordFailure(tracer: Tracer, { request, read, context, text }: Failed): void {
  const record = tracer.begin('request', 'request', {
    cause: null,
    origin: originIn(request.headers),
  });
  record.caller = context.caller;
  record.requestId = context.requestId;
  record.notAgain = 'it came under load, and only its answer was recorded';
  record.keepRequest(JSON.stringify(read));
  record.keepResponse(text);
  const { errors = [] } = JSON.parse(text) as GraphqlResult;
  const ran = errors.some(({ path }) => path != null);
  record.end(
    ran ? 'failed' : 'refused',
    errors.map((error) => errorOf(record, error)),
  );
}
