import { createRuntime, type Runtime } from '../appsync-js/index.ts';
import type { EventApi } from '../assembly/model.ts';
import { createAuthenticator } from '../auth/index.ts';
import type { AuthOptions } from '../auth/types.ts';
import { createDataSources, type DataSourcesOptions } from '../data-sources/index.ts';
import type { UpgradeRoute } from '../gateway/index.ts';
import { createUpgradeHandler } from '../realtime/index.ts';
import { CLOSE } from '../realtime/protocol.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import type { Part } from '../shared/service.ts';
import { ChannelTable } from './channel-table.ts';
import { EventConnection } from './connection.ts';
import { createHandlers } from './handlers.ts';
import { createEventRoute } from './http-route.ts';
import { createOperations } from './operations.ts';
import { tracedOperations } from './traced-operations.ts';
import { MAX_FRAME_BYTES, SUBPROTOCOL } from './protocol.ts';

/** What an Event API needs of the rest of the engine. */
export interface EventApiOptions extends AuthOptions, Omit<DataSourcesOptions, keyof AuthOptions> {
  /** Where debuggers find the sources of bundles. */
  readonly sourceFolder?: string | undefined;
}

/** One Event API, over HTTP and in real time. */
export interface EventApiService extends Part {
  readonly routes: readonly HttpRoute[];
  readonly upgrades: readonly UpgradeRoute[];
}

/** Bytes that may wait for one client before it is closed as too slow. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024; // 4 MiB

/**
 * Puts the parts of an Event API together.
 * @throws LocalError ERR_RESOLVER_CODE for handlers that AWS would refuse
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-welcome.html
 */
export function createEventApi(api: EventApi, options: EventApiOptions): EventApiService {
  const { clock, log, tracer } = options;
  const table = new ChannelTable();
  const authenticator = authenticatorOf(api, options);
  const untraced = createOperations(api, {
    authenticate: (request) => authenticator.authenticate(request),
    handlers: handlersOf(api, options),
    table,
    explain: (text) => log.warn(api.name, text),
  });
  const operations = tracer ? tracedOperations(untraced, tracer) : untraced;
  const connections = new Set<EventConnection>();
  const onEnd = (connection: EventConnection): unknown => connections.delete(connection);
  const parts = { operations, table, clock, log, maxBufferedBytes: MAX_BUFFERED_BYTES, onEnd };
  const target = { ...api, subprotocol: SUBPROTOCOL, maxFrameBytes: MAX_FRAME_BYTES };
  const upgrade = createUpgradeHandler(target, {
    accept(socket, handshake) {
      const connection = new EventConnection(parts, socket, handshake);
      connections.add(connection);
      return connection;
    },
  });
  return {
    name: `event api ${api.name}`,
    routes: [createEventRoute(api, operations)],
    upgrades: [upgrade],
    async stop() {
      for (const one of [...connections]) one.end(CLOSE.goingAway, `${api.name} stops`);
      await upgrade.stop();
    },
  };
}

function authenticatorOf(api: EventApi, options: EventApiOptions) {
  const [defaultAuth = { type: 'API_KEY' as const }, ...additionalAuth] = api.authProviders;
  // Clients sign the API's own path at connect, too.
  const modes = { ...api, defaultAuth, additionalAuth, connectPath: api.path };
  return createAuthenticator(modes, options);
}

function handlersOf(api: EventApi, options: EventApiOptions) {
  const { clock, log, sourceFolder, tracer } = options;
  const isTraced = tracer !== undefined;
  const dataSources = createDataSources(api, options);
  let runtime: Runtime | null = null;
  return new Map(
    api.channelNamespaces.map((namespace) => {
      const { name, code } = namespace;
      const module =
        code &&
        (runtime ??= createRuntime({ clock, log, isTraced, sourceFolder })).loadEventHandlers(
          code,
          name,
        );
      return [name, createHandlers(namespace, { module, dataSources, tracer })];
    }),
  );
}
