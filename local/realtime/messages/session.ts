import type {
  AuthenticateRealtime,
  Handshake,
  SubscribeOperation,
  SubscriptionPlan,
} from '../types.ts';
import type { Tracer } from '../../tracing/index.ts';
import type { OperationReader } from '../start-operation.ts';
import type { ClientMessage, ServerMessage, WireError } from '../protocol.ts';

/** A start message on its way: `active` turns false when the client stops it or goes. */
export interface PendingStart {
  active: boolean;
}

/** What message handlers may do with their connection. */
export interface Session {
  readonly authenticate: AuthenticateRealtime;
  readonly subscribe: SubscribeOperation;
  readonly readOperation: OperationReader;
  /** Remembers starts. @default - nobody does */
  readonly tracer?: Tracer | undefined;
  readonly sourceIp: readonly string[];
  readonly handshakeHeaders: Handshake['headers'];
  send(message: ServerMessage): void;
  /** Counts a refused subscription and says why. */
  refuse(id: string | undefined, errors: readonly WireError[] | WireError): void;
  /** Says in the log what AppSync's words to the client leave open. */
  explain(text: string): void;
  /** Reports a fault of the engine itself. */
  fault(error: unknown): void;
  /** Subscriptions and starts on their way. */
  readonly subscriptionCount: number;
  has(id: string): boolean;
  /** Reserves an id while its start is judged. */
  begin(id: string): PendingStart;
  /** Gives an id free again. */
  release(id: string): void;
  /**
   * Makes the subscription live and acknowledges it.
   * @param recordId of the record of its start
   */
  establish(id: string, plan: SubscriptionPlan, recordId?: string | null): void;
}

/** What the server does for one type of client message. */
export type MessageHandler = (session: Session, message: ClientMessage) => Promise<void> | void;
