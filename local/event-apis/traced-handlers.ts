import type { EventHandlerContext, EventHandlers, HandlerRun } from '../appsync-js/types.ts';
import type { DataSource, DataSourceAnswer, DataSourceContext } from '../data-sources/types.ts';
import { operationOf, tracedFetch } from '../resolver-runs/index.ts';
import type { RawRecord, Tracer } from '../tracing/index.ts';

/** Runs a handler as a part of the record of its operation. */
export function tracedRun(
  trace: RawRecord | null,
  module: EventHandlers,
  handler: Parameters<EventHandlers['run']>[0],
  context: EventHandlerContext,
): HandlerRun {
  const span = trace?.begin('step', `${handler} of ${context.info.channelNamespace.name}`);
  const run = module.run(handler, context);
  const name = handler.startsWith('onPublish') ? 'onPublish' : 'onSubscribe';
  if (span && run.raw) span.keepStep(run.raw, () => module.placeOf(name));
  span?.end();
  return run;
}

/** What asks a data source. */
interface Asking {
  readonly asked: { readonly trace: RawRecord | null };
  readonly tracer: Tracer | undefined;
}

/** Asks a data source in the same way; what that sets going is below it. */
export async function tracedAnswer(
  { asked: { trace }, tracer }: Asking,
  source: DataSource,
  request: unknown,
  context: DataSourceContext,
): Promise<DataSourceAnswer> {
  if (trace === null || !tracer) return await source.execute(request, context);
  const name = `${operationOf(request)} ${source.name}`.trim();
  return await tracedFetch(trace, name, async (span) => {
    const answer = await tracer.run(span, () => source.execute(request, context));
    span.keep(JSON.stringify(request), JSON.stringify(answer.result ?? null));
    return answer;
  });
}
