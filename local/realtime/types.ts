import type { SubscriptionFilter, SubscriptionInvalidation } from '../appsync-js/types.ts';
import type { GraphqlResult } from '../shared/graphql-error.ts';

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
  project(value: unknown): GraphqlResult;
  readonly projectionKey: string;
}

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
