import type {
  EventHandlerContext,
  EventHandlerName,
  EventHandlers,
  HandlerRun,
  RaisedError,
} from '../appsync-js/types.ts';
import type { ChannelNamespace, EventHandlerConfig } from '../assembly/model.ts';
import type { DataSource, DataSourceAnswer, DataSourceContext } from '../data-sources/types.ts';
import { directError, errorOf } from '../resolver-runs/index.ts';
import { tracedAnswer, tracedRun } from './traced-handlers.ts';
import { isObject } from '../shared/is-object.ts';
import type { Tracer } from '../tracing/index.ts';
import { REJECTED_BY_HANDLER, type EventRefusal } from './refusals.ts';
import type { Handled } from './types.ts';

/** How a handler ended: what it gave on, or why the operation stops. */
export type HandlerEnd = { readonly value: unknown } | EventRefusal;

/** What the handlers of a namespace run on. */
export interface HandlersOptions {
  /** Null without code. */
  readonly module: EventHandlers | null;
  readonly dataSources: ReadonlyMap<string, DataSource>;
  /** Remembers what data sources are asked. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** Time a data source has, in milliseconds: as for a resolver. */
const TIME_LIMIT = 30_000; // 30 seconds

/**
 * Makes what runs a namespace's onPublish and onSubscribe; without one, what came is given on.
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/channel-namespace-handlers.html
 */
export function createHandlers(
  namespace: ChannelNamespace,
  { module, dataSources, tracer }: HandlersOptions,
): (name: EventHandlerName, asked: Handled) => Promise<HandlerEnd> {
  return async (name, asked) => {
    const config = namespace[name];
    const source = config && dataSources.get(config.dataSourceName);
    const run = { name, asked, namespace, tracer };
    if (config?.behavior === 'DIRECT' && source) return await runDirectly(run, config, source);
    if (!module?.has(name)) return { value: asked.events };
    if (!source) {
      return endOf(tracedRun(asked.trace, module, name, contextOf(run)));
    }
    return await runAround(run, module, source);
  };
}

interface Run {
  readonly name: EventHandlerName;
  readonly asked: Handled;
  readonly namespace: ChannelNamespace;
  readonly tracer: Tracer | undefined;
}

/** `request`, the data source, `response`; an early return passes over the last two. */
async function runAround(run: Run, module: EventHandlers, source: DataSource): Promise<HandlerEnd> {
  const context = contextOf(run);
  const { trace } = run.asked;
  const requested = tracedRun(trace, module, `${run.name}.request`, context);
  const end = endOf(requested);
  if (!('value' in end) || requested.outcome.kind === 'earlyReturn') return end;
  const answer = await tracedAnswer(run, source, end.value, sourceContext(run));
  if (answer.isMalformedRequest && answer.error) return failure(answer.error);
  const { result, error } = answer;
  const responded = { ...context, stash: requested.stash, result, error };
  return endOf(tracedRun(trace, module, `${run.name}.response`, responded));
}

/** @see https://docs.aws.amazon.com/appsync/latest/eventapi/direct-lambda-integrations.html */
async function runDirectly(
  run: Run,
  { invokeType }: EventHandlerConfig,
  source: DataSource,
): Promise<HandlerEnd> {
  const { identity, info, request, events } = contextOf(run);
  const payload = { identity, result: null, request, info, error: null, prev: null, stash: {} };
  const isEvent = invokeType === 'EVENT';
  const invoke = {
    operation: 'Invoke',
    invocationType: isEvent ? 'Event' : 'RequestResponse',
    payload: { ...payload, outErrors: [], events },
  };
  const answer = await tracedAnswer(run, source, invoke, sourceContext(run));
  if (answer.error) return raised(directError(answer.error, answer.result));
  if (isEvent) return { value: events };
  return endOfAnswer(answer);
}

/** `{ events }`, or `{ error }` that ends it all. */
function endOfAnswer({ result }: DataSourceAnswer): HandlerEnd {
  if (!isObject(result)) return { value: null };
  const { error, events } = result;
  if (error === undefined || error === null) return { value: events };
  return failure({
    type: null,
    message: typeof error === 'string' ? error : JSON.stringify(error),
  });
}

function endOf({ outcome }: HandlerRun): HandlerEnd {
  const error = errorOf(outcome);
  if (error === 'unauthorized') return REJECTED_BY_HANDLER;
  if (error) return raised(error);
  return { value: 'value' in outcome ? outcome.value : null };
}

const raised = ({ errorType, message }: RaisedError): EventRefusal =>
  errorType === 'UnauthorizedException'
    ? REJECTED_BY_HANDLER
    : failure({ type: errorType, message });

/** Which type AppSync gives to an error without one is not recorded. */
const failure = ({ type, message }: { type: string | null; message: string }): EventRefusal => ({
  status: 400,
  errorType: type ?? 'Error',
  message,
});

function contextOf({ asked, namespace }: Run): EventHandlerContext {
  const { events, channel, caller, request } = asked;
  return {
    events,
    identity: caller.identity,
    stash: {},
    result: null,
    error: null,
    request,
    info: {
      channel: { path: channel.path, segments: channel.segments },
      channelNamespace: { name: namespace.name },
      operation: events === null ? 'SUBSCRIBE' : 'PUBLISH',
    },
    env: {},
    outErrors: [],
    authType: caller.mode,
  };
}

function sourceContext({ name, asked, namespace }: Run): DataSourceContext {
  return {
    requestId: asked.requestId,
    typeName: namespace.name,
    fieldName: name,
    outputType: '',
    resolverKey: `${namespace.name}/${name}`,
    identity: asked.caller.identity,
    arguments: {},
    signal: AbortSignal.timeout(TIME_LIMIT),
  };
}
