import type { Channel } from '../channels.ts';
import type { ClientFrame, ServerFrame } from '../protocol.ts';
import type { EventCredentials, EventOperations } from '../types.ts';

/** What message handlers may do with their connection. */
export interface EventSession {
  readonly operations: EventOperations;
  /** Credentials of a message that came on this connection. */
  credentials(headers: EventCredentials['headers']): EventCredentials;
  send(frame: ServerFrame): void;
  /** Reports a fault of the engine itself. */
  fault(error: unknown): void;
  /** Subscriptions, and those that are being judged. */
  readonly subscriptionCount: number;
  has(id: string): boolean;
  /** Reserves an id while its subscription is judged. */
  begin(id: string): void;
  /** Makes a subscription live; false when nobody waits for it any more. */
  establish(id: string, channel: Channel): boolean;
  /** Gives an id free again; false when nobody had it. */
  release(id: string): boolean;
}

/** What the server does for one type of client message. */
export type FrameHandler = (session: EventSession, frame: ClientFrame) => Promise<void> | void;
