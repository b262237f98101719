import { isObjectType, type GraphQLSchema } from 'graphql';
import type { CacheEviction } from '../appsync-js/types.ts';
import type { GraphqlApi } from '../assembly/model.ts';
import type { Publisher, SubscriptionJudgement, SubscriptionPlan } from '../realtime/types.ts';
import type { FieldResolver } from '../resolver-runs/types.ts';
import type { Clock } from '../shared/clock.ts';
import { LocalError } from '../shared/errors.ts';
import type { AppSyncError, GraphqlResult } from '../shared/graphql-error.ts';
import type { Log } from '../shared/log.ts';
import { createDocuments, type ParsedDocument } from './document/documents.ts';
import { Execution, type ExecutionOptions } from './execution/execution.ts';
import { limits } from './limits.ts';
import { createOperationCache, type OperationCache } from './execution/operation-cache.ts';
import type { FieldPlan, Shape } from './document/plan.ts';
import { publishedValue } from './execution/published-value.ts';
import { readRequest, refusal, type ReadyRequest } from './request.ts';
import { buildSchema } from './schema.ts';
import {
  refusedField,
  startErrors,
  subscribedMutations,
  subscriptionPlan,
} from './subscription.ts';
import type {
  FieldAuthorizer,
  GraphqlAnswer,
  GraphqlEngine,
  GraphqlRequest,
  RequestContext,
} from './types.ts';

/** What the GraphQL engine of an API works with. */
export interface GraphqlEngineOptions {
  readonly resolvers: readonly FieldResolver[];
  readonly authorizeField: FieldAuthorizer;
  readonly publisher: Publisher;
  /** Tells how many entries of the cache went. Absent: there is none. */
  readonly evict?: (eviction: CacheEviction) => number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Executes GraphQL as AppSync does. graphql-js reads, validates and introspects; execution is our
 * own, from plans compiled once a document, because AppSync completes values and words errors as
 * graphql-java does.
 * @throws LocalError ERR_SCHEMA for a bad schema or a resolver on a field that does not exist
 */
export function createGraphqlEngine(api: GraphqlApi, options: GraphqlEngineOptions): GraphqlEngine {
  return new Engine(api, options);
}

class Engine implements GraphqlEngine {
  readonly #api: GraphqlApi;
  readonly #options: GraphqlEngineOptions;
  readonly #schema: GraphQLSchema;
  readonly #documents: (query: string) => ParsedDocument;
  readonly #cache: OperationCache | null;

  constructor(api: GraphqlApi, options: GraphqlEngineOptions) {
    this.#api = api;
    this.#options = options;
    this.#schema = buildSchema(api);
    this.#cache = createOperationCache(api.cache, options.clock);
    this.#documents = createDocuments({
      schema: this.#schema,
      resolvers: resolversByField(this.#schema, options.resolvers),
      introspection: api.introspection === 'ENABLED',
    });
  }

  async execute(request: GraphqlRequest, context: RequestContext): Promise<GraphqlAnswer> {
    const ready = readRequest(request, this.#documents);
    if ('status' in ready) return refusal(ready);
    const { kind } = ready.operation;
    if (context.trace) context.trace.name = ready.operation.label;
    if (kind === 'subscription') return refusal({ status: 200, errors: [OVER_HTTP] });
    if (this.#cache === null || kind === 'mutation') return await this.#run(ready, context);
    return await this.#cache.answer(request, context, () => this.#run(ready, context));
  }

  forget(): void {
    this.#cache?.clear();
  }

  async #run(ready: ReadyRequest, context: RequestContext): Promise<GraphqlAnswer> {
    const { operation, variables } = ready;
    const run = this.#execution(ready, context);
    const data = await run.run(operation.plan(variables));
    this.#invalidate(run);
    const body: GraphqlResult = run.errors.length > 0 ? { data, errors: run.errors } : { data };
    if (operation.kind === 'mutation') this.#evict(run, body);
    return { status: 200, body, headers: responseHeaders(run) };
  }

  async subscribe(
    request: GraphqlRequest,
    context: RequestContext,
  ): Promise<SubscriptionPlan | { readonly errors: readonly AppSyncError[] }> {
    const ready = readRequest(request, this.#documents);
    if ('status' in ready) {
      return {
        errors: startErrors(ready.status === 400 ? [NOT_A_SUBSCRIPTION('unknown')] : ready.errors),
      };
    }
    const { operation, variables } = ready;
    if (context.trace) context.trace.name = operation.label;
    if (operation.kind !== 'subscription') return { errors: [NOT_A_SUBSCRIPTION(operation.kind)] };
    const plan = operation.plan(variables);
    const [field, second] = plan.fields;
    if (!field || second || field.meta) return { errors: [ONE_FIELD] };
    const { authorizeField } = this.#options;
    const refused = refusedField(field, authorizeField, context.caller);
    if (refused) return { errors: [refused] };
    const run = this.#execution(ready, context);
    await run.start(field);
    if (run.errors.length > 0) return { errors: startErrors(run.errors) };
    const mutations = subscribedMutations(this.#schema, field.name);
    const { query } = request;
    return { ...subscriptionPlan(mutations, field, variables, run), query };
  }

  judge({
    query,
    fieldName,
  }: Pick<SubscriptionPlan, 'query' | 'fieldName'>): SubscriptionJudgement {
    const { errors } = this.#documents(query);
    if (errors) return { errors: startErrors(errors) };
    return { mutations: subscribedMutations(this.#schema, fieldName) };
  }

  #execution(
    { operation, variables, sentVariables }: ReadyRequest,
    context: RequestContext,
  ): Execution {
    const { authorizeField, clock, log } = this.#options;
    const execution: ExecutionOptions = {
      context,
      variables,
      sentVariables,
      queryDepthLimit: this.#api.queryDepthLimit,
      resolverCountLimit: this.#api.resolverCountLimit,
      authorizeField,
      clock,
      log,
    };
    if (operation.kind !== 'mutation') return new Execution(execution);
    return new Execution({ ...execution, onMutation: this.#publish });
  }

  readonly #publish = (field: FieldPlan, value: unknown, shapes: WeakMap<object, Shape>): void => {
    this.#options.publisher.publish({ mutation: field.name, value: publishedValue(value, shapes) });
  };

  /** https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html#evicting-cache-entries */
  #evict({ effects }: Execution, body: GraphqlResult): void {
    const { evict } = this.#options;
    if (!evict || effects.length === 0) return;
    const apiCacheEntriesDeleted = effects
      .flatMap(({ cacheEvictions }) => cacheEvictions)
      .reduce((count, eviction) => count + evict(eviction), 0);
    if (apiCacheEntriesDeleted > 0) body.extensions = { apiCacheEntriesDeleted };
  }

  #invalidate(run: Execution): void {
    const { publisher } = this.#options;
    for (const invalidation of run.invalidations.slice(0, limits.invalidations)) {
      publisher.invalidate(invalidation);
    }
  }
}

function resolversByField(
  schema: GraphQLSchema,
  resolvers: readonly FieldResolver[],
): ReadonlyMap<string, FieldResolver> {
  const byField = new Map<string, FieldResolver>();
  for (const resolver of resolvers) {
    const name = `${resolver.typeName}.${resolver.fieldName}`;
    const type = schema.getType(resolver.typeName);
    if (!isObjectType(type) || !type.getFields()[resolver.fieldName]) {
      throw new LocalError(
        'ERR_SCHEMA',
        `The resolver ${name} belongs to a field that the schema does not have. ` +
          `Add the field to the schema or remove the resolver.`,
      );
    }
    byField.set(name, resolver);
  }
  return byField;
}

function responseHeaders(run: Execution): Readonly<Record<string, string>> {
  return run.effects.length === 0
    ? NO_HEADERS
    : Object.fromEntries(run.effects.flatMap((e) => Object.entries(e.responseHeaders)));
}

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

const NOT_A_SUBSCRIPTION = (kind: string): AppSyncError => ({
  errorType: 'UnsupportedOperation',
  message: `${kind} not supported through the realtime channel`,
});
// The texts of these two are not recorded anywhere.
const ONE_FIELD: AppSyncError = {
  errorType: 'UnsupportedOperation',
  message: 'A subscription must select exactly one field of the Subscription type.',
};
const OVER_HTTP: AppSyncError = {
  errorType: 'UnsupportedOperation',
  message: 'subscription not supported through the HTTP channel',
};
