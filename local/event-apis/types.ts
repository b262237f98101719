import type { HandledEvent } from '../appsync-js/types.ts';
import type { AuthRequest } from '../auth/types.ts';
import type { Caller, RequestInfo } from '../shared/identity.ts';
import type { RawRecord } from '../tracing/index.ts';
import type { Channel } from './channels.ts';
import type { EventRefusal } from './refusals.ts';

/** What a handler of a namespace is asked with. */
export interface Handled {
  /** Null for a subscription. */
  readonly events: readonly HandledEvent[] | null;
  readonly channel: Channel;
  readonly caller: Caller;
  readonly request: RequestInfo;
  readonly requestId: string;
  readonly trace: RawRecord | null;
}

/** An event as a handler gives it on. */
export interface OutgoingEvent extends HandledEvent {
  /** Why it is not to be told. */
  readonly error: string | null;
}

/** The credentials of an operation, and what they sign. */
export interface EventCredentials extends Pick<
  AuthRequest,
  'channel' | 'method' | 'path' | 'headers' | 'handshakeHeaders' | 'sourceIp'
> {
  /** What remembers the operation. @default - nothing does */
  readonly trace?: RawRecord | null;
}

/** What of several events came to be told. */
export interface PublishAnswer {
  readonly successful: readonly EventIdentifier[];
  readonly failed: readonly (EventIdentifier & {
    readonly code: number;
    readonly message: string;
  })[];
}

interface EventIdentifier {
  readonly identifier: string;
  /** In the list that was published, from 0. */
  readonly index: number;
}

/** What clients ask of an Event API. */
export interface EventOperations {
  /** Null: they may. */
  connect(credentials: EventCredentials): Promise<EventRefusal | null>;
  publish(
    asked: { readonly channel: unknown; readonly events: unknown },
    credentials: EventCredentials & { readonly body: string },
  ): Promise<PublishAnswer | EventRefusal>;
  /** Whether the channel may be heard; the subscription is the caller's to make. */
  subscribe(
    asked: { readonly channel: unknown },
    credentials: EventCredentials,
  ): Promise<Channel | EventRefusal>;
}
