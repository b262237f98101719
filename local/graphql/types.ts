import type { SubscriptionJudgement, SubscriptionPlan } from '../realtime/types.ts';
import type { AppSyncError, GraphqlResult } from '../shared/graphql-error.ts';
import type { Caller, RequestInfo } from '../shared/identity.ts';
import type { RawRecord } from '../tracing/index.ts';

/** One GraphQL operation as it came over HTTP or in a real-time start message. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** Who asks, and what of the HTTP request resolvers see. */
export interface RequestContext {
  readonly caller: Caller;
  readonly request: RequestInfo;
  readonly requestId: string;
  /** What remembers it, and is told what it asks for. @default - nobody does */
  readonly trace?: RawRecord | undefined;
}

/** What an API answers; the gateway turns it into HTTP. */
export interface GraphqlEngine {
  /** Queries and mutations. Subscriptions are refused here. Never throws for what the client sent. */
  execute(request: GraphqlRequest, context: RequestContext): Promise<GraphqlAnswer>;
  /** Subscriptions: checks, runs the field's resolver, and says what to deliver. */
  subscribe(
    request: GraphqlRequest,
    context: RequestContext,
  ): Promise<SubscriptionPlan | { readonly errors: readonly AppSyncError[] }>;
  /** Forgets answers that it keeps by OPERATION_LEVEL_CACHING. */
  forget(): void;
  /** What becomes of a subscription that another version of the API admitted. */
  judge(subscription: Pick<SubscriptionPlan, 'query' | 'fieldName'>): SubscriptionJudgement;
}

/** What HTTP answers. */
export interface GraphqlAnswer {
  /** 200, or 400 for what AppSync calls a malformed request. */
  readonly status: number;
  readonly body: GraphqlResult;
  readonly headers: Readonly<Record<string, string>>;
}

/** Decides, per selected field, whether this caller may have it. Given by auth/, called by graphql/. */
export type FieldAuthorizer = (caller: Caller, typeName: string, fieldName: string) => boolean;
