import { randomUUID } from 'node:crypto';
import type { ChannelNamespace, EventApi } from '../assembly/model.ts';
import type { AuthRequest, EventOperation, Refusal } from '../auth/types.ts';
import type { AuthenticationType, Caller } from '../shared/identity.ts';
import type { ChannelTable } from './channel-table.ts';
import { readChannel, type Channel } from './channels.ts';
import type { createHandlers } from './handlers.ts';
import { isTooLarge, readEvents, readOutgoing, TOO_LARGE } from './read-events.ts';
import { traceAudience } from './traced-operations.ts';
import { badRequest, NOT_AUTHORIZED, type EventRefusal } from './refusals.ts';
import type { EventCredentials, EventOperations, Handled, PublishAnswer } from './types.ts';

/** What the operations of an Event API work with. */
export interface OperationsOptions {
  readonly authenticate: (request: AuthRequest) => Promise<Caller | Refusal>;
  /** By the name of the namespace. */
  readonly handlers: ReadonlyMap<string, ReturnType<typeof createHandlers>>;
  readonly table: ChannelTable;
  /** Says in the log what answers leave open. */
  readonly explain: (text: string) => void;
}

/** IAM's name of each operation. */
const ACTIONS: Readonly<Record<EventOperation['operation'], string>> = {
  EVENT_CONNECT: 'appsync:EventConnect',
  EVENT_PUBLISH: 'appsync:EventPublish',
  EVENT_SUBSCRIBE: 'appsync:EventSubscribe',
};

/** Connect, publish and subscribe, whichever way they come: each judged by itself. */
export function createOperations(api: EventApi, options: OperationsOptions): EventOperations {
  const namespaces = new Map(api.channelNamespaces.map((one) => [one.name, one]));
  const admit = admission(options.authenticate);
  const begin = async (
    operation: 'EVENT_PUBLISH' | 'EVENT_SUBSCRIBE',
    given: unknown,
    { trace = null, ...request }: AuthRequest & Pick<EventCredentials, 'trace'>,
  ): Promise<Begun | EventRefusal> => {
    const channel = readChannel(given);
    const namespace = 'path' in channel ? namespaces.get(channel.segments[0] ?? '') : undefined;
    const isPublish = operation === 'EVENT_PUBLISH';
    const authorization = trace?.begin('authorization', 'authorization');
    const caller = await admit(request, {
      event: {
        operation,
        channel: 'path' in channel ? channel.path : null,
        channelNamespaceName: namespace?.name ?? null,
      },
      modes: (isPublish ? namespace?.publishAuthModes : namespace?.subscribeAuthModes) ?? null,
      resource: namespace ? `${api.arn}/channelNamespace/${namespace.name}` : api.arn,
    });
    authorization?.end();
    if (!('mode' in caller)) return caller;
    if (trace) trace.caller = caller;
    if (!('path' in channel)) return channel;
    if (!namespace) return badRequest(unknownNamespace(channel, namespaces));
    if (isPublish && channel.isWildcard) {
      return badRequest(`Events are published to one channel: ${channel.path} stands for several.`);
    }
    return { caller, channel, namespace };
  };
  return {
    async connect(credentials) {
      const caller = await admit(
        { ...credentials, body: '{}' },
        {
          event: { operation: 'EVENT_CONNECT', channel: null, channelNamespaceName: null },
          modes: api.connectionAuthModes,
          resource: api.arn,
        },
      );
      return 'mode' in caller ? null : caller;
    },
    async publish(asked, credentials) {
      const begun = await begin('EVENT_PUBLISH', asked.channel, credentials);
      return 'status' in begun ? begun : await publish(begun, asked.events, credentials, options);
    },
    async subscribe({ channel: given }, credentials) {
      const body = JSON.stringify({ channel: given });
      const begun = await begin('EVENT_SUBSCRIBE', given, { ...credentials, body });
      if ('status' in begun) return begun;
      const handle = options.handlers.get(begun.namespace.name);
      const end = await handle?.('onSubscribe', handledBy(begun, null, credentials));
      return end && 'status' in end ? end : begun.channel;
    },
  };
}

interface Begun {
  readonly caller: Caller;
  readonly channel: Channel;
  readonly namespace: ChannelNamespace;
}

interface Asked {
  readonly event: EventOperation;
  /** Null: any of the API's. */
  readonly modes: readonly AuthenticationType[] | null;
  readonly resource: string;
}

function admission(authenticate: OperationsOptions['authenticate']) {
  return async (
    request: AuthRequest,
    { event, modes, resource }: Asked,
  ): Promise<Caller | EventRefusal> => {
    const caller = await authenticate({ ...request, event });
    if (!('mode' in caller)) return caller;
    if (modes?.includes(caller.mode) === false) return NOT_AUTHORIZED;
    return caller.allows?.(ACTIONS[event.operation], resource) === false ? NOT_AUTHORIZED : caller;
  };
}

function unknownNamespace({ segments }: Channel, known: ReadonlyMap<string, unknown>): string {
  const names = [...known.keys()].join(', ') || 'none';
  return `The API has no channel namespace ${segments[0] ?? ''}; it has ${names}.`;
}

async function publish(
  begun: Begun,
  given: unknown,
  credentials: EventCredentials,
  { handlers, table, explain }: OperationsOptions,
): Promise<PublishAnswer | EventRefusal> {
  const events = readEvents(given);
  if ('status' in events) return events;
  const { channel, namespace } = begun;
  const handle = handlers.get(namespace.name);
  const end = await handle?.('onPublish', handledBy(begun, events, credentials));
  if (end && 'status' in end) return end;
  const outgoing = readOutgoing(end?.value, events);
  if (typeof outgoing === 'string') {
    explain(`${namespace.name}: ${outgoing}`);
    return { status: 400, errorType: 'Code', message: outgoing };
  }
  const hearing = table.hearing(channel);
  const errors = new Map<string, string>();
  for (const { id, payload, error } of outgoing) {
    const text = JSON.stringify(payload);
    const problem = error ?? (isTooLarge(text) ? `The event ${TOO_LARGE}` : null);
    if (problem !== null) errors.set(id, problem);
    else for (const subscription of hearing) subscription.deliver(text);
  }
  traceAudience(credentials.trace, hearing, outgoing.length - errors.size);
  const told = events.map(({ id }, index) => ({ identifier: id, index }));
  return {
    successful: told.filter(({ identifier }) => !errors.has(identifier)),
    failed: told.flatMap((one) => {
      const message = errors.get(one.identifier);
      return message === undefined ? [] : [{ ...one, code: 400, message }];
    }),
  };
}

function handledBy(
  { caller, channel }: Begun,
  events: Handled['events'],
  { headers, trace = null }: EventCredentials,
): Handled {
  const requestId = randomUUID();
  const { cookie, ...shown } = headers;
  // Node lists only headers that were sent, so none is undefined.
  const sent = shown as Handled['request']['headers'];
  const request = { headers: { ...sent, 'x-amzn-requestid': requestId }, domainName: null };
  return { events, channel, caller, request, requestId, trace };
}
