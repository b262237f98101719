import { GraphQLError } from 'graphql';
import { createRememberingRuntime, createRuntime } from './appsync-js/index.ts';
import type { GraphqlApi } from './assembly/model.ts';
import { createAuthenticator, createFieldAuthorizer } from './auth/index.ts';
import type { AuthOptions, AuthRequest } from './auth/types.ts';
import { createDataSources } from './data-sources/index.ts';
import type { DataSourcesOptions } from './data-sources/index.ts';
import { createGraphqlRoute } from './gateway/index.ts';
import type { UpgradeRoute } from './gateway/index.ts';
import { createGraphqlEngine, readPublicSchema } from './graphql/index.ts';
import type { GraphqlEngine } from './graphql/types.ts';
import { createRealtime, createUpgradeHandler } from './realtime/index.ts';
import type { Realtime } from './realtime/index.ts';
import { createApiCache, createFieldResolvers } from './resolver-runs/index.ts';
import type { HttpRoute } from './shared/http-route.ts';
import type { Log } from './shared/log.ts';
import { SchemaError } from './shared/schema-error.ts';
import type { Service } from './shared/service.ts';
import type { Tracer } from './tracing/index.ts';

/** What an API needs of the rest of the engine. */
export interface ApiOptions
  extends AuthOptions, Pick<DataSourcesOptions, 'dynamodbAccess' | 'dynamodbCalls' | 'takeEvent'> {
  readonly dynamodbEndpoint: string;
  /** Page tokens are encrypted with it. */
  readonly pageTokenKey: string;
  /** Remembers what the API does. @default - nobody does */
  readonly tracer?: Tracer | undefined;
  /** Where debuggers find the sources of bundles. */
  readonly sourceFolder?: string | undefined;
}

/** One GraphQL API, over HTTP and in real time. */
export interface ApiService extends Service {
  readonly routes: readonly HttpRoute[];
  readonly upgrades: readonly UpgradeRoute[];
  /**
   * Serves another version of the API from now on: other resolvers, another schema. Connections stay, and
   * subscriptions where the schema still has what they ask for; the others are told.
   * @throws LocalError ERR_SCHEMA, ERR_RESOLVER_CODE: then all stays as it was
   */
  replace(api: GraphqlApi): void;
}

/**
 * Puts the parts of an API together, in the order a request travels, from its end.
 * @throws LocalError ERR_SCHEMA, ERR_RESOLVER_CODE
 */
export function createApi(api: GraphqlApi, options: ApiOptions): ApiService {
  const { log, tracer } = options;
  const authenticator = createAuthenticator(api, options);
  const authenticate = (request: AuthRequest) => authenticator.authenticate(request);
  const realtime = createRealtime(api, {
    authenticate,
    // The engine publishes to real time, and real time asks the engine: one has to come first.
    subscribe: (request, context) => current.engine.subscribe(request, context),
    clock: options.clock,
    log,
    tracer,
  });
  const compose = composer(api, options, realtime);
  const composed = (version: GraphqlApi): ComposedApi => {
    try {
      return compose({ ...version, schema: readSchema(version, log) });
    } catch (error) {
      // Several parts read the schema, and each may be the first to find that it is no GraphQL.
      throw error instanceof GraphQLError ? unparsable(version, error) : error;
    }
  };
  let current = composed(api);
  const upgrade = createUpgradeHandler(api, realtime);
  const execute: GraphqlEngine['execute'] = (request, context) =>
    current.engine.execute(request, context);
  const forget = (): Promise<void> => {
    current.forget();
    realtime.endAll('The data is another now');
    return Promise.resolve();
  };
  return {
    name: `api ${api.name}`,
    routes: [createGraphqlRoute(api, { authenticate, engine: { execute }, tracer })],
    upgrades: [upgrade],
    replace(version) {
      current = composed(version);
      realtime.judge((subscription) => current.engine.judge(subscription));
    },
    start: () => Promise.resolve(),
    reset: forget,
    attach: forget,
    async stop() {
      realtime.stop();
      await upgrade.stop();
    },
  };
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

function unparsable({ name, stackName, logicalId }: GraphqlApi, cause: GraphQLError): SchemaError {
  const [at] = cause.locations ?? [];
  const place = at ? ` line ${at.line}, column ${at.column}:` : '';
  const problem = { line: at?.line ?? null, column: at?.column ?? null, reason: cause.message };
  return new SchemaError(
    { logicalId },
    `${stackName}.${logicalId}: the schema of API ${name} cannot be parsed,${place} ${cause.message}`,
    [problem],
    cause,
  );
}

/** One version of an API. */
interface ComposedApi {
  readonly engine: GraphqlEngine;
  /** Forgets answers that are kept. */
  forget(): void;
}

/** What makes the versions of an API that follow each other: data sources and compiled code are kept. */
function composer(
  first: GraphqlApi,
  options: ApiOptions,
  { publisher }: Pick<Realtime, 'publisher'>,
): (api: GraphqlApi) => ComposedApi {
  const { clock, log, tracer, sourceFolder } = options;
  const dataSources = createDataSources(first, options);
  const isTraced = tracer !== undefined;
  const runtime = createRememberingRuntime(() =>
    createRuntime({ clock, log, isTraced, sourceFolder }),
  );
  return (api) => {
    runtime.begin();
    const cache = api.cache && createApiCache(api.cache, { schema: api.schema, clock });
    const resolvers = createFieldResolvers(api, { runtime, dataSources, cache, log, tracer });
    const engine = createGraphqlEngine(api, {
      resolvers,
      authorizeField: createFieldAuthorizer(api),
      publisher,
      evict: cache && ((eviction) => cache.evict(eviction)),
      clock,
      log,
    });
    runtime.forgetOthers();
    const forget = (): void => {
      cache?.clear();
      engine.forget();
    };
    return { engine, forget };
  };
}
