import { GraphQLError } from 'graphql';
import { createRuntime } from './appsync-js/index.ts';
import type { GraphqlApi } from './assembly/model.ts';
import { createAuthenticator, createFieldAuthorizer } from './auth/index.ts';
import type { AuthOptions, AuthRequest } from './auth/types.ts';
import { createDataSources } from './data-sources/index.ts';
import type { DataSourcesOptions } from './data-sources/index.ts';
import { createGraphqlRoute } from './gateway/index.ts';
import type { UpgradeRoute } from './gateway/index.ts';
import { createGraphqlEngine, readPublicSchema } from './graphql/index.ts';
import { createRealtime, createUpgradeHandler } from './realtime/index.ts';
import { createApiCache, createFieldResolvers } from './resolver-runs/index.ts';
import { LocalError } from './shared/errors.ts';
import type { HttpRoute } from './shared/http-route.ts';
import type { Log } from './shared/log.ts';
import type { Service } from './shared/service.ts';
import type { Tracer } from './tracing/index.ts';

/** What an API needs of the rest of the engine. */
export interface ApiOptions
  extends AuthOptions, Pick<DataSourcesOptions, 'dynamodbAccess' | 'dynamodbCalls'> {
  readonly dynamodbEndpoint: string;
  /** Page tokens are encrypted with it. */
  readonly pageTokenKey: string;
  /** Remembers what the API does. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** One GraphQL API, over HTTP and in real time. */
export interface ApiService extends Service {
  readonly routes: readonly HttpRoute[];
  readonly upgrades: readonly UpgradeRoute[];
}

/**
 * Puts the parts of an API together, in the order a request travels, from its end.
 * @throws LocalError ERR_SCHEMA, ERR_RESOLVER_CODE
 */
export function createApi(api: GraphqlApi, options: ApiOptions): ApiService {
  try {
    return compose({ ...api, schema: readSchema(api, options.log) }, options);
  } catch (error) {
    // Several parts read the schema, and each may be the first to find that it is no GraphQL.
    throw error instanceof GraphQLError ? unparsable(api, error) : error;
  }
}

function readSchema({ name, stackName, logicalId, schema: source }: GraphqlApi, log: Log): string {
  const { schema, warnings } = readPublicSchema(source);
  for (const { line, column, message } of warnings) {
    log.warn(
      `${stackName}.${logicalId}`,
      `the schema of API ${name}, line ${line}, column ${column}: ${message}`,
    );
  }
  return schema;
}

function unparsable({ name, stackName, logicalId }: GraphqlApi, cause: GraphQLError): LocalError {
  const [at] = cause.locations ?? [];
  const place = at ? ` line ${at.line}, column ${at.column}:` : '';
  return new LocalError(
    'ERR_SCHEMA',
    `${stackName}.${logicalId}: the schema of API ${name} cannot be parsed,${place} ${cause.message}`,
    { cause },
  );
}

function compose(api: GraphqlApi, options: ApiOptions): ApiService {
  const { clock, log, tracer } = options;
  const dataSources = createDataSources(api, options);
  const runtime = createRuntime({ clock, log, isTraced: tracer !== undefined });
  const cache = api.cache && createApiCache(api.cache, { schema: api.schema, clock });
  const resolvers = createFieldResolvers(api, { runtime, dataSources, cache, log, tracer });
  const authenticator = createAuthenticator(api, options);
  const authenticate = (request: AuthRequest) => authenticator.authenticate(request);
  const realtime = createRealtime(api, {
    authenticate,
    // The engine publishes to real time, and real time asks the engine: one has to come first.
    subscribe: (request, context) => engine.subscribe(request, context),
    clock,
    log,
  });
  const engine = createGraphqlEngine(api, {
    resolvers,
    authorizeField: createFieldAuthorizer(api),
    publisher: realtime.publisher,
    evict: cache && ((eviction) => cache.evict(eviction)),
    clock,
    log,
  });
  const upgrade = createUpgradeHandler(api, realtime);
  const forget = (): Promise<void> => {
    cache?.clear();
    engine.forget();
    realtime.endAll('The data is another now');
    return Promise.resolve();
  };
  return {
    name: `api ${api.name}`,
    routes: [createGraphqlRoute(api, { authenticate, engine, tracer })],
    upgrades: [upgrade],
    start: () => Promise.resolve(),
    reset: forget,
    attach: forget,
    async stop() {
      realtime.stop();
      await upgrade.stop();
    },
  };
}
