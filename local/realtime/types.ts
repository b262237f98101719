import type { SubscriptionFilter, SubscriptionInvalidation } from '../appsync-js/types.ts';
import type { AppSyncError, GraphqlResult } from '../shared/graphql-error.ts';
import type { Caller, RequestInfo } from '../shared/identity.ts';
import type { RawRecord } from '../tracing/index.ts';

/** One accepted subscription: what it hears and how an event is cut for it. Made by graphql/. */
export interface SubscriptionPlan {
  /** Field of type Subscription. */
  readonly fieldName: string;
  /** Mutation fields of its @aws_subscribe. */
  readonly mutations: readonly string[];
  /** Arguments the client gave (omitted ones absent, null kept): equality tests unless `filter` is set. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly filter: SubscriptionFilter | null;
  readonly invalidationFilter: SubscriptionFilter | null;
  /**
   * Cuts a published value to the subscription's selection set.
   * Subscriptions with the same `projectionKey` get the same result, so fan-out can share it.
   */
  readonly project: (value: unknown) => GraphqlResult;
  readonly projectionKey: string;
  /** The document that was asked. */
  readonly query: string;
}

/** What another version of the API says of a subscription: what it hears from now on, or why it ends. */
export type SubscriptionJudgement =
  | { readonly mutations: readonly string[] }
  | { readonly errors: readonly AppSyncError[] };

/** `GraphqlEngine.judge`. */
export type JudgeSubscription = (
  subscription: Pick<SubscriptionPlan, 'query' | 'fieldName'>,
) => SubscriptionJudgement;

/** A mutation field's finished response data, keyed by schema field names. Sent by graphql/. */
export interface PublishedEvent {
  readonly mutation: string;
  readonly value: unknown;
}

/** What graphql/ calls after a mutation; real-time delivery is not awaited. */
export interface Publisher {
  publish(event: PublishedEvent): void;
  invalidate(invalidation: SubscriptionInvalidation): void;
}

/** What the protocol needs of a WebSocket; ws-adapter.ts is the only file that knows a library. */
export interface Socket {
  /** Resolves never; `bufferedAmount` tells how far the peer lags. */
  send(text: string): void;
  close(code: number, reason: string): void;
  readonly bufferedAmount: number;
}

/** The GraphQL operation inside a start message. */
export interface RealtimeOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly operationName: string | null;
}

/** What the API's authorization modes judge: the handshake, and then each start message again. */
export interface RealtimeAuthRequest {
  readonly channel: 'connect' | 'subscribe';
  /** The credentials' JSON (or the upgrade's own headers), names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly handshakeHeaders: Handshake['headers'];
  /** Entries of x-forwarded-for, then the TCP peer. */
  readonly sourceIp: readonly string[];
  /** What an IAM signature covers: `{}` at connect, the text of `payload.data` at start. */
  readonly body: string;
  /** Null at connect. */
  readonly operation: RealtimeOperation | null;
}

/** Why credentials were refused, in AppSync's words. */
export interface RealtimeRefusal {
  readonly errorType: string;
  readonly message: string;
}

/** Given by start.ts on top of auth/. */
export type AuthenticateRealtime = (
  request: RealtimeAuthRequest,
) => Promise<Caller | RealtimeRefusal>;

/** `GraphqlEngine.subscribe`, given by start.ts. */
export type SubscribeOperation = (
  request: RealtimeOperation,
  context: {
    readonly caller: Caller;
    readonly request: RequestInfo;
    readonly requestId: string;
    readonly trace?: RawRecord;
  },
) => Promise<SubscriptionPlan | { readonly errors: readonly AppSyncError[] }>;

/** What the upgrade request said; header names in lower case. */
export interface Handshake {
  /** Request target with its query string. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Entries of x-forwarded-for, then the TCP peer. */
  readonly sourceIp: readonly string[];
}

/** One open connection as the WebSocket library drives it. */
export interface Connection {
  /** A text frame came. Never throws for what the client sent. */
  receive(text: string): void;
  /** The peer is gone. */
  closed(): void;
}

/** Counters since start; `connections` and `subscriptions` are the present number. */
export interface RealtimeStats {
  readonly connections: number;
  readonly subscriptions: number;
  readonly connectionsRefused: number;
  readonly subscriptionsRefused: number;
  readonly eventsPublished: number;
  readonly messagesDelivered: number;
  /** Payloads over 240 KB: nobody is told, as in AWS. */
  readonly payloadsDropped: number;
  readonly slowConnectionsClosed: number;
  readonly subscriptionsInvalidated: number;
}
