import type { AppSyncError } from '../shared/graphql-error.ts';
import { parseObject } from '../shared/parse-object.ts';

/** What connection_ack tells clients to wait for a sign of life, in milliseconds. */
export const CONNECTION_TIMEOUT_MS = 300_000; // 5 minutes
/** Time between two `ka` frames, in milliseconds. Clients alarm after 65 s without. */
export const KEEP_ALIVE_MS = 60_000; // 1 minute
/** AppSync ends every connection after a day, in milliseconds. */
export const MAX_CONNECTION_MS = 86_400_000; // 24 hours
/** Time a client has to send its first message before it is told that it was refused, in milliseconds. */
export const REFUSAL_WAIT_MS = 1_000; // 1 second
/** AppSync quota "Subscriptions per connection". */
export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 200;
/** AppSync quota "Subscription payload size", in bytes. */
export const MAX_PAYLOAD_BYTES = 240 * 1024; // 240 KB
/** The sub-protocol every AppSync client asks for. */
export const SUBPROTOCOL = 'graphql-ws';

/** WebSocket close codes the server uses. */
export const CLOSE = {
  /** The 24 hours are over, or a subscription was invalidated. */
  normal: 1000,
  /** The engine stops. */
  goingAway: 1001,
  /** The handshake was refused; a connection_error frame said why. */
  refused: 1008,
  /** The client reads more slowly than events come. */
  tooSlow: 1013,
} as const;

/** One entry of `payload.errors` in an error or connection_error frame. */
export interface WireError {
  readonly errorType?: string;
  readonly message?: string;
  readonly errorCode?: number;
  readonly errorInfo?: unknown;
  readonly data?: unknown;
}

/** A JSON frame of the client; `payload` is not checked yet. */
export interface ClientMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** Frames of the server. `data` frames are composed in fan-out.ts from a shared JSON text. */
export type ServerMessage =
  | {
      readonly type: 'connection_ack';
      readonly payload: { readonly connectionTimeoutMs: number };
    }
  | { readonly type: 'ka' }
  | { readonly id: string; readonly type: 'start_ack' }
  | {
      readonly id: string;
      readonly type: 'complete';
      readonly payload?: { readonly message: string };
    }
  | {
      readonly id?: string;
      readonly type: 'error';
      /** An object, not a list, for MaxSubscriptionsReachedError: AWS does so. */
      readonly payload: { readonly errors: readonly WireError[] | WireError };
    }
  | {
      readonly type: 'connection_error';
      readonly payload: { readonly errors: readonly WireError[] };
    };

/** Reads a text frame, or null when it is not a JSON object with a `type`. */
export function readClientMessage(text: string): ClientMessage | null {
  const value = parseObject(text);
  if (value === null || typeof value['type'] !== 'string') return null;
  const id = value['id'];
  return {
    type: value['type'],
    ...(typeof id === 'string' && { id }),
    payload: value['payload'],
  };
}

/** Cuts GraphQL errors to what AppSync sends in an error frame: no path, no locations. */
export function wireErrors(errors: readonly AppSyncError[]): WireError[] {
  return errors.map(({ errorType, message, errorInfo, data }) => ({
    ...(errorType != null && { errorType }),
    message,
    ...(errorInfo != null && { errorInfo }),
    ...(data != null && { data }),
  }));
}

/** The answer to anything but a subscription; `kind` is `query`, `mutation` or `unknown`. */
export function unsupportedOperation(kind: string): WireError {
  return {
    errorType: 'UnsupportedOperation',
    message: `${kind} not supported through the realtime channel`,
  };
}
