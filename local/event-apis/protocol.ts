import { parseObject } from '../shared/parse-object.ts';
import type { PublishAnswer } from './types.ts';

/** The sub-protocol that every client of Event APIs asks for. */
export const SUBPROTOCOL = 'aws-appsync-event-ws';
/** Subscriptions of a connection. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const MAX_SUBSCRIPTIONS = 100;
/** Five events of 240 KB, each a text within a text. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024; // 4 MiB

/** A JSON frame of the client; its members are not checked yet. */
export interface ClientFrame {
  readonly type: string;
  readonly id?: string;
  readonly channel?: unknown;
  readonly events?: unknown;
  readonly authorization?: unknown;
}

/** One entry of `errors`. */
export interface FrameError {
  readonly errorType?: string;
  readonly message?: string;
  readonly errorCode?: number;
}

/** Frames of the server. */
export type ServerFrame =
  | { readonly type: 'connection_ack'; readonly connectionTimeoutMs: number }
  | { readonly type: 'connection_error'; readonly errors: readonly FrameError[] }
  | { readonly type: 'ka' }
  | { readonly type: 'subscribe_success' | 'unsubscribe_success'; readonly id: string }
  /** `event`: the JSON text of one. */
  | { readonly type: 'data'; readonly id: string; readonly event: string }
  | ({ readonly type: 'publish_success'; readonly id: string } & PublishAnswer)
  | {
      readonly type: 'subscribe_error' | 'unsubscribe_error' | 'publish_error' | 'error';
      readonly id?: string;
      readonly errors: readonly FrameError[];
    };

/** Reads a text frame, or null when it is not a JSON object with a `type`. */
export function readFrame(text: string): ClientFrame | null {
  const value = parseObject(text);
  if (value === null || typeof value['type'] !== 'string') return null;
  const { id, channel, events, authorization } = value;
  return {
    type: value['type'],
    ...(typeof id === 'string' && id !== '' && { id }),
    channel,
    events,
    authorization,
  };
}
