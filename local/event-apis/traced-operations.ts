import { endingTrace, originIn, type RawRecord, type Tracer } from '../tracing/index.ts';
import type { ChannelSubscription } from './channel-table.ts';
import type { EventRefusal } from './refusals.ts';
import type { EventCredentials, EventOperations } from './types.ts';

type Kind = 'publish' | 'subscription';

/** Operations each of which is remembered by a record of its own; of connections those that are refused. */
export function tracedOperations(operations: EventOperations, tracer: Tracer): EventOperations {
  const recorded = async <Credentials extends EventCredentials, Answer extends object>(
    { kind, asked }: { readonly kind: Kind; readonly asked: { readonly channel: unknown } },
    credentials: Credentials,
    operation: (credentials: Credentials) => Promise<Answer | EventRefusal>,
  ): Promise<Answer | EventRefusal> => {
    if (!tracer.admits()) return await tracer.skip(() => operation(credentials));
    const trace = beginOperation(tracer, kind, asked.channel, credentials);
    trace.keepRequest(JSON.stringify(asked));
    const work = tracer.run(trace, () => operation({ ...credentials, trace }));
    const answer = await endingTrace(trace, work);
    endOperation(trace, answer);
    return answer;
  };
  return {
    async connect(credentials) {
      const refusal = await operations.connect(credentials);
      if (refusal)
        endOperation(beginOperation(tracer, 'subscription', 'connect', credentials), refusal);
      return refusal;
    },
    publish: (asked, credentials) =>
      recorded({ kind: 'publish', asked }, credentials, (with_) =>
        operations.publish(asked, with_),
      ),
    subscribe: (asked, credentials) =>
      recorded({ kind: 'subscription', asked }, credentials, (with_) =>
        operations.subscribe(asked, with_),
      ),
  };
}

function beginOperation(
  tracer: Tracer,
  kind: Kind,
  channel: unknown,
  { headers }: EventCredentials,
): RawRecord {
  const name = typeof channel === 'string' ? channel : 'no channel';
  const origin = originIn(headers);
  const record = tracer.begin(kind, name, { cause: null, origin });
  record.notAgain = 'only its publisher can publish it again, or its connection subscribe';
  return record;
}

/** What an operation came to: events of which some are not told have failed in part, which is told with them. */
function endOperation(record: RawRecord, answer: EventRefusal | object): void {
  record.keepResponse(JSON.stringify(answer));
  if (!('errorType' in answer)) {
    record.end('succeeded');
    return;
  }
  const { errorType: type, message } = answer;
  const step = record.spans.findLast((span) => span.step !== null);
  const asked = record.spans.findLast((span) => span.error !== null);
  const source = asked?.error?.source ?? step?.source?.() ?? null;
  const ran = step !== undefined || asked !== undefined;
  record.end(ran ? 'failed' : 'refused', [{ type, message, source }]);
}

/** Who hears the events of a publish. */
export function traceAudience(
  trace: RawRecord | null | undefined,
  hearing: readonly ChannelSubscription[],
  events: number,
): void {
  if (!trace) return;
  const span = trace.begin('audience', 'subscriptions');
  const subscriptions = hearing.slice(0, NAMED).map(({ id, channel: { path } }) => ({
    id,
    channel: path,
  }));
  span.keep(
    JSON.stringify({ events }),
    JSON.stringify({ gets: events > 0, count: hearing.length, subscriptions }),
  );
  span.end();
}

/** Subscriptions that a record names. */
const NAMED = 100;
