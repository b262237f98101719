import type { Code } from '../assembly/model.ts';
import type { TemplatePair } from '../vtl/index.ts';
import type { AuthenticationType, Identity, RequestInfo } from '../shared/identity.ts';
import type { RawStep } from '../tracing/types.ts';

/**
 * The APPSYNC_JS runtime as the resolver runner sees it. Everything is synchronous, as in AWS.
 * Values go in and out by copy: code never holds an object of the host.
 */
export interface Runtime {
  /**
   * Compiles one resolver or function bundle.
   * @param name what its lines in the log are headed by; the file's without one
   * @throws LocalError ERR_RESOLVER_CODE listing every broken rule as `file:line:col rule: what to write instead`
   */
  load(code: Code, name?: string): BundleModule;
  /**
   * Compiles the mapping templates of a resolver or function. One that is no Velocity is told in the log;
   * as on AWS it fails when it is evaluated.
   */
  loadTemplates(templates: TemplatePair, name: string): TemplateModule;
  /**
   * Compiles the handlers of a channel namespace.
   * @throws LocalError ERR_RESOLVER_CODE as `load`
   */
  loadEventHandlers(code: Code, name: string): EventHandlers;
}

/** A bundle of a resolver or function that can be run. */
export interface CodeModule {
  readonly file: string;
  /** Of the resolver or function: `Query.getUser`. */
  readonly name: string;
  readonly language: 'APPSYNC_JS' | 'VTL';
  /** Where a handler begins: `resolvers/Query.getUser.ts:8:17` of a bundle that carries a source map. */
  readonly placeOf: (handler: 'request' | 'response') => string;
  /** Runs one handler on a context. Never throws for what the code does: see HandlerOutcome. */
  run(handler: 'request' | 'response', context: HandlerContext): HandlerRun;
}

/** What several resolvers and functions may run, each under a name of its own. */
export interface BundleModule extends CodeModule {
  under(name: string): CodeModule;
}

/** What a channel namespace's module may export: a function, or an object of two for a data source. */
export type EventHandlerName = 'onPublish' | 'onSubscribe';

/** The module of a channel namespace. */
export interface EventHandlers {
  /** Whether it exports the handler. */
  has(handler: EventHandlerName): boolean;
  /** Where a handler begins in the source. */
  readonly placeOf: (handler: EventHandlerName) => string;
  /** Runs a handler, or one of the two around a data source. Never throws for what the code does. */
  run(
    handler: EventHandlerName | `${EventHandlerName}.${'request' | 'response'}`,
    context: EventHandlerContext,
  ): HandlerRun;
}

/** A pair of mapping templates that can be run. */
export interface TemplateModule extends CodeModule {
  /** Runs the first of the pair; its value is the text that it prints. */
  print(context: HandlerContext): HandlerRun;
}

/**
 * What resolvers get as `ctx`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export interface HandlerContext {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly identity: Identity;
  readonly source: unknown;
  /** Changed by the run: HandlerRun.stash is the new one. */
  readonly stash: Readonly<Record<string, unknown>>;
  readonly prev: { readonly result: unknown } | null;
  readonly result: unknown;
  readonly error: { readonly message: string; readonly type: string | null } | null;
  readonly request: RequestInfo;
  readonly info: ResolveInfo;
  readonly env: Readonly<Record<string, string>>;
  /** Errors appended so far in this resolver run. */
  readonly outErrors: readonly RaisedError[];
  /** For util.authType(). */
  readonly authType: AuthenticationType;
}

/** An event on its way through handlers. */
export interface HandledEvent {
  readonly id: string;
  readonly payload: unknown;
}

/**
 * What handlers of a channel namespace get as `ctx`.
 * https://docs.aws.amazon.com/appsync/latest/eventapi/context-reference.html
 */
export interface EventHandlerContext extends Omit<
  HandlerContext,
  'arguments' | 'source' | 'prev' | 'info'
> {
  /** Null for a subscription. */
  readonly events: readonly HandledEvent[] | null;
  readonly info: EventInfo;
}

/** `ctx.info` of a channel namespace's handlers. */
export interface EventInfo {
  readonly channel: { readonly path: string; readonly segments: readonly string[] };
  readonly channelNamespace: { readonly name: string };
  readonly operation: 'PUBLISH' | 'SUBSCRIBE';
}

/** `ctx.info`. */
export interface ResolveInfo {
  readonly fieldName: string;
  readonly parentTypeName: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Hidden from JSON.stringify inside the runtime. */
  readonly selectionSetList: readonly string[];
  /** Hidden from JSON.stringify inside the runtime. */
  readonly selectionSetGraphQL: string;
}

/** What util.error and util.appendError were given. */
export interface RaisedError {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;
}

/** What one handler did. */
export interface HandlerRun {
  readonly outcome: HandlerOutcome;
  readonly stash: Readonly<Record<string, unknown>>;
  /** util.appendError calls, in order. */
  readonly appendedErrors: readonly RaisedError[];
  readonly logs: readonly LogLine[];
  readonly effects: Effects;
  /** `ctx.arguments` as a mapping template has changed them, for those that follow. */
  readonly changedArguments: Readonly<Record<string, unknown>> | null;
  /** What went into the realm and came out of it; only of a runtime that is traced. */
  readonly raw?: RawStep | undefined;
}

/** How a handler ended. */
export type HandlerOutcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'earlyReturn'; readonly value: unknown; readonly skipTo: 'NEXT' | 'END' }
  /** util.error. */
  | { readonly kind: 'error'; readonly error: RaisedError }
  /** util.unauthorized. */
  | { readonly kind: 'unauthorized' }
  /** An uncaught JavaScript error (not of templates): errorType `Code`, message `code.js:<line>:<col>: <text>`. */
  | { readonly kind: 'threw'; readonly message: string };

/** One line of `console`. */
export interface LogLine {
  readonly level: 'INFO' | 'ERROR';
  /** `code.js:5:3: "current id" "record-id"`. */
  readonly text: string;
}

/** Calls to `extensions` and util.http.addResponseHeader. */
export interface Effects {
  readonly subscriptionFilter: SubscriptionFilter | null;
  readonly subscriptionInvalidationFilter: SubscriptionFilter | null;
  readonly invalidations: readonly SubscriptionInvalidation[];
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly cacheEvictions: readonly CacheEviction[];
}

/** What extensions.evictFromApiCache was given. */
export interface CacheEviction {
  readonly typeName: string;
  readonly fieldName: string;
  readonly keyValuePair: Readonly<Record<string, unknown>>;
}

/**
 * Entries of filterGroup are ORed, filters of one entry ANDed.
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export interface SubscriptionFilter {
  readonly filterGroup: readonly { readonly filters: readonly SubscriptionFilterRule[] }[];
}

/** One test of an event. */
export interface SubscriptionFilterRule {
  readonly fieldName: string;
  readonly operator: string;
  readonly value: unknown;
}

/** Which subscriptions are ended: those of a field whose invalidation filter the payload meets. */
export interface SubscriptionInvalidation {
  readonly subscriptionField: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
