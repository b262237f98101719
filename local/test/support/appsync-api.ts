import { createRuntime } from '../../appsync-js/index.ts';
import type {
  Code,
  ConflictDetection,
  DataSourceConfig,
  FunctionConfig,
  GraphqlApi,
  ResolverCaching,
  ResolverConfig,
} from '../../assembly/model.ts';
import { createDataSources } from '../../data-sources/index.ts';
import {
  createGraphqlEngine,
  readPublicSchema,
  type GraphqlEngineOptions,
} from '../../graphql/index.ts';
import type { GraphqlAnswer, GraphqlEngine, RequestContext } from '../../graphql/types.ts';
import type { InvokeResult, LambdaHost } from '../../services/lambda/types.ts';
import type { PublishedEvent } from '../../realtime/types.ts';
import { createApiCache, createFieldResolvers } from '../../resolver-runs/index.ts';
import type { SubscriptionInvalidation } from '../../appsync-js/types.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { createCredentialStore } from '../../aws/credentials.ts';
import type { Log } from '../../shared/log.ts';

/** Code of a handler pair, with the import that every bundle has. */
export function code(request: string, response = 'return ctx.result;'): string {
  return (
    `import { util, extensions, runtime } from '@aws-appsync/utils';\n` +
    `export function request(ctx) { ${request} }\n` +
    `export function response(ctx) { ${response} }\n`
  );
}

/** Code whose field has this value, through a NONE data source. */
export function constant(value: unknown): string {
  return code(`return { payload: ${JSON.stringify(value)} };`);
}

export interface ResolverSpec {
  /** Absent: a direct Lambda resolver. */
  readonly code?: string;
  /** @default 'none' */
  readonly dataSource?: string;
  /** Makes it a pipeline. */
  readonly functions?: readonly {
    readonly code?: string;
    readonly templates?: TemplateTexts;
    readonly dataSource?: string;
    readonly maxBatchSize?: number;
  }[];
  readonly maxBatchSize?: number;
  readonly templates?: TemplateTexts;
  readonly conflictDetection?: ConflictDetection;
  readonly caching?: ResolverCaching;
}

/** The texts of mapping templates. */
export interface TemplateTexts {
  readonly request?: string;
  readonly response?: string;
}

export interface ApiSpec {
  readonly schema: string;
  /** By `Type.field`; a text is the code of a unit resolver on NONE. */
  readonly resolvers?: Readonly<Record<string, string | ResolverSpec>>;
  readonly dataSources?: readonly DataSourceConfig[];
  readonly overrides?: Partial<GraphqlApi>;
}

const origin = { stackName: 'Test', logicalId: 'Test' };

/** The model of an API as the assembly reader would make it. */
export function apiOf(spec: ApiSpec): GraphqlApi {
  const none: DataSourceConfig = { ...origin, name: 'none', type: 'NONE' };
  const sources = [none, ...(spec.dataSources ?? [])];
  return {
    ...origin,
    apiId: 'test',
    arn: 'arn:aws:appsync:us-east-1:000000000000:apis/test',
    name: 'Test',
    path: '/graphql',
    url: 'http://localhost/graphql',
    realtimeUrl: 'ws://localhost/graphql/realtime',
    schema: readPublicSchema(spec.schema).schema,
    defaultAuth: { type: 'API_KEY' },
    additionalAuth: [],
    apiKeys: [],
    environmentVariables: {},
    introspection: 'ENABLED',
    queryDepthLimit: 0,
    resolverCountLimit: 0,
    dataSources: new Map(sources.map((source) => [source.name, source])),
    resolvers: Object.entries(spec.resolvers ?? {}).map(([name, resolver]) =>
      resolverOf(name, typeof resolver === 'string' ? { code: resolver } : resolver),
    ),
    ...spec.overrides,
  };
}

function asTemplates(texts: TemplateTexts | undefined, name: string): ResolverConfig['templates'] {
  if (!texts) return null;
  const file = (source: string | undefined, end: string): Code | null =>
    source === undefined ? null : { source, file: `${name}.${end}.vtl` };
  return { request: file(texts.request, 'req'), response: file(texts.response, 'res') };
}

function resolverOf(name: string, spec: ResolverSpec): ResolverConfig {
  const [typeName = '', fieldName = ''] = name.split('.');
  const asCode = (source: string | undefined, file: string): ResolverConfig['code'] =>
    source === undefined ? null : { source, file };
  return {
    ...origin,
    typeName,
    fieldName,
    arn: `arn:aws:appsync:us-east-1:000000000000:apis/test/types/${typeName}/resolvers/${fieldName}`,
    kind: spec.functions ? 'PIPELINE' : 'UNIT',
    code: asCode(spec.code, `${name}.js`),
    templates: asTemplates(spec.templates, name),
    dataSourceName: spec.functions ? null : (spec.dataSource ?? 'none'),
    functions: (spec.functions ?? []).map((step, index): FunctionConfig => ({
      ...origin,
      functionId: `${name}-${index}`,
      name: `step${index}`,
      dataSourceName: step.dataSource ?? 'none',
      code: asCode(step.code, `${name}-${index}.js`),
      templates: asTemplates(step.templates, `${name}-${index}`),
      maxBatchSize: step.maxBatchSize ?? 0,
    })),
    maxBatchSize: spec.maxBatchSize ?? 0,
    conflictDetection: spec.conflictDetection,
    caching: spec.caching,
  };
}

export interface TestApi {
  readonly engine: GraphqlEngine;
  readonly published: PublishedEvent[];
  readonly invalidated: SubscriptionInvalidation[];
  readonly lines: string[];
  /** Sends a query as an API key caller, unless the context says otherwise. */
  query(
    query: string,
    variables?: Record<string, unknown>,
    context?: Partial<RequestContext>,
  ): Promise<GraphqlAnswer['body']>;
}

export interface TestApiOptions {
  readonly authorizeField?: GraphqlEngineOptions['authorizeField'];
  readonly dynamodbEndpoint?: string;
  /** By function ARN. */
  readonly functions?: Readonly<Record<string, (payload: unknown) => unknown>>;
  readonly lambda?: LambdaHost;
  readonly clock?: Clock;
}

/** A caller with an API key. */
export const apiKeyContext: RequestContext = {
  caller: { mode: 'API_KEY', identity: null, deniedFields: [] },
  request: { headers: {}, domainName: null },
  requestId: 'test-request',
};

/** An API on the real runtime, resolvers and data sources. */
export function createTestApi(spec: ApiSpec, options: TestApiOptions = {}): TestApi {
  const api = apiOf(spec);
  const lines: string[] = [];
  const note = (source: string, message: string): void => void lines.push(`${source}: ${message}`);
  const log: Log = { info: note, warn: note, error: note };
  const { clock = systemClock } = options;
  const published: PublishedEvent[] = [];
  const invalidated: SubscriptionInvalidation[] = [];
  const dataSources = createDataSources(api, {
    dynamodbEndpoint: options.dynamodbEndpoint ?? 'http://127.0.0.1:9',
    lambda: options.lambda ?? hostOf(options.functions ?? {}),
    credentials: createCredentialStore('000000000000'),
    pageTokenKey: 'a secret of the test',
    clock,
    log,
  });
  const cache = api.cache && createApiCache(api.cache, { schema: api.schema, clock });
  const resolvers = createFieldResolvers(api, {
    runtime: createRuntime({ clock, log }),
    dataSources,
    cache,
    log,
  });
  const engine = createGraphqlEngine(api, {
    resolvers,
    authorizeField: options.authorizeField ?? (() => true),
    publisher: {
      publish: (event) => void published.push(event),
      invalidate: (invalidation) => void invalidated.push(invalidation),
    },
    evict: cache && ((eviction) => cache.evict(eviction)),
    clock,
    log,
  });
  return {
    engine,
    published,
    invalidated,
    lines,
    async query(query, variables, context) {
      const request = variables ? { query, variables } : { query };
      const answer = await engine.execute(request, { ...apiKeyContext, ...context });
      return answer.body;
    },
  };
}

/** A Lambda host whose functions are plain ones; what they throw fails the invocation. */
export function hostOf(
  functions: Readonly<Record<string, (payload: unknown) => unknown>>,
): LambdaHost {
  return {
    async invoke(functionName, payload): Promise<InvokeResult> {
      const handler = functions[functionName];
      if (!handler) throw new Error(`no function ${functionName}`);
      try {
        const copy: unknown = JSON.parse(JSON.stringify(payload));
        return { ok: true, payload: (await handler(copy)) ?? null };
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        return { ok: false, error: { errorType: name, errorMessage: message } };
      }
    },
  };
}
