import type { Clock } from '../shared/clock.ts';
import type { AppSyncError } from '../shared/graphql-error.ts';
import type { Log } from '../shared/log.ts';
import type { Tracer } from '../tracing/index.ts';
import type { Counters } from './counters.ts';
import { readCredentials } from './handshake.ts';
import { messages } from './messages/index.ts';
import type { PendingStart, Session } from './messages/session.ts';
import {
  CLOSE,
  KEEP_ALIVE_MS,
  MAX_CONNECTION_MS,
  REFUSAL_WAIT_MS,
  readClientMessage,
  unsupportedOperation,
  wireErrors,
} from './protocol.ts';
import type { ClientMessage, ServerMessage, WireError } from './protocol.ts';
import type { Subscriber, Subscription, SubscriptionTable } from './subscription-table.ts';
import type { OperationReader } from './start-operation.ts';
import { recordRefusedConnection } from './traced-start.ts';
import type {
  AuthenticateRealtime,
  Connection,
  Handshake,
  Socket,
  SubscribeOperation,
  SubscriptionPlan,
} from './types.ts';

/** What all connections share. */
export interface ConnectionParts {
  readonly authenticate: AuthenticateRealtime;
  readonly subscribe: SubscribeOperation;
  readonly readOperation: OperationReader;
  readonly table: SubscriptionTable;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer?: Tracer | undefined;
  readonly maxBufferedBytes: number;
  /** Called once, when the connection is over on this side. */
  readonly onEnd: (connection: ServerConnection) => void;
}

/** Messages kept while the handshake's credentials are judged; more are dropped. */
const MAX_EARLY_MESSAGES = 250;

/** AppSync's protocol on one socket. Knows no WebSocket library. */
export class ServerConnection implements Connection, Session, Subscriber {
  readonly #parts: ConnectionParts;
  readonly #socket: Socket;
  readonly #subscriptions = new Map<string, Subscription | PendingStart>();
  /** What came before the credentials were judged, null for what is no message; null once accepted. */
  #early: (ClientMessage | null)[] | null = [];
  #refusal: WireError | null = null;
  /** Ids of the records of subscriptions, by their own; made with the first. */
  #records: Map<string, string> | null = null;
  #wasInitialized = false;
  #ended = false;
  #round = 0;
  #cancelKeepAlive: () => void = () => {};
  #cancelLifetime: () => void = () => {};
  #cancelRefusal: () => void = () => {};
  readonly sourceIp: readonly string[];
  readonly handshakeHeaders: Handshake['headers'];

  constructor(parts: ConnectionParts, socket: Socket, handshake: Handshake) {
    this.#parts = parts;
    this.#socket = socket;
    this.sourceIp = handshake.sourceIp;
    this.handshakeHeaders = handshake.headers;
    void this.#open(handshake);
  }

  get authenticate(): AuthenticateRealtime {
    return this.#parts.authenticate;
  }

  get subscribe(): SubscribeOperation {
    return this.#parts.subscribe;
  }

  get tracer(): Tracer | undefined {
    return this.#parts.tracer;
  }

  get readOperation(): OperationReader {
    return this.#parts.readOperation;
  }

  get subscriptionCount(): number {
    return this.#subscriptions.size;
  }

  receive(text: string): void {
    if (this.#ended) return;
    if (this.#refusal !== null) {
      this.#tellRefusal(this.#refusal);
      return;
    }
    const message = readClientMessage(text);
    if (this.#early === null) this.#handle(message);
    else if (this.#early.length < MAX_EARLY_MESSAGES) this.#early.push(message);
  }

  closed(): void {
    this.#release();
  }

  /** Ends the connection from this side, saying why. */
  end(code: number, reason: string): void {
    if (this.#ended) return;
    this.#release();
    this.#socket.close(code, reason);
  }

  send(message: ServerMessage): void {
    if (this.#ended) return;
    this.#socket.send(JSON.stringify(message));
    this.#closeIfSlow();
  }

  deliver(id: string, payload: string, round: number): void {
    // What one event puts on the wire for up to 200 subscriptions is no sign of a slow client;
    // what is left of it when the next event comes is.
    if (round !== this.#round) {
      this.#round = round;
      this.#closeIfSlow();
    }
    if (this.#ended) return;
    this.#parts.counters.messagesDelivered += 1;
    this.#socket.send(`{"id":${JSON.stringify(id)},"type":"data","payload":${payload}}`);
  }

  invalidate(id: string): void {
    if (this.#ended) return;
    this.send({ id, type: 'complete', payload: { message: 'Subscription complete.' } });
    this.end(CLOSE.normal, 'Subscription invalidated');
  }

  fail(id: string, errors: readonly AppSyncError[]): void {
    this.release(id);
    this.send({ id, type: 'error', payload: { errors: wireErrors(errors) } });
  }

  refuse(id: string | undefined, errors: readonly WireError[] | WireError): void {
    this.#parts.counters.subscriptionsRefused += 1;
    this.send({ ...(id !== undefined && { id }), type: 'error', payload: { errors } });
  }

  explain(text: string): void {
    this.#parts.log.warn('realtime', text);
  }

  fault(error: unknown): void {
    this.#parts.log.error('realtime', error instanceof Error ? error.message : String(error));
  }

  has(id: string): boolean {
    return this.#subscriptions.has(id);
  }

  begin(id: string): PendingStart {
    const pending = { active: true };
    this.#subscriptions.set(id, pending);
    return pending;
  }

  release(id: string): void {
    const entry = this.#subscriptions.get(id);
    if (entry === undefined) return;
    this.#subscriptions.delete(id);
    this.#records?.delete(id);
    if ('active' in entry) entry.active = false;
    else this.#parts.table.remove(entry);
  }

  recordOf(id: string): string | null {
    return this.#records?.get(id) ?? null;
  }

  establish(id: string, plan: SubscriptionPlan, recordId: string | null = null): void {
    if (recordId !== null) (this.#records ??= new Map()).set(id, recordId);
    this.#subscriptions.set(id, this.#parts.table.add(id, this, plan));
    this.send({ id, type: 'start_ack' });
  }

  async #open(handshake: Handshake): Promise<void> {
    const refusal = await this.#judge(handshake);
    if (this.#ended) return;
    if (refusal !== null) {
      this.#parts.counters.connectionsRefused += 1;
      recordRefusedConnection(this.#parts.tracer, refusal);
      this.#refuseConnection(refusal);
      return;
    }
    this.#keepAlive();
    this.#cancelLifetime = this.#parts.clock.after(MAX_CONNECTION_MS, () =>
      this.end(CLOSE.normal, 'The connection is 24 hours old'),
    );
    const early = this.#early ?? [];
    this.#early = null;
    // What a client sends between its connection_init and connection_ack, AppSync ignores.
    const init = early.findIndex((message) => message?.type === 'connection_init');
    for (const message of init < 0 ? early : early.slice(0, init + 1)) this.#handle(message);
  }

  /**
   * Clients that listen only from their connection_init on would miss a frame that comes before it,
   * and take the close after it for a failure of the network: the refusal answers what they send.
   */
  #refuseConnection(refusal: WireError): void {
    this.#refusal = refusal;
    if (this.#early !== null && this.#early.length > 0) this.#tellRefusal(refusal);
    else {
      this.#cancelRefusal = this.#parts.clock.after(REFUSAL_WAIT_MS, () =>
        this.#tellRefusal(refusal),
      );
    }
  }

  #tellRefusal(refusal: WireError): void {
    this.send({ type: 'connection_error', payload: { errors: [refusal] } });
    this.end(CLOSE.refused, refusal.errorType ?? refusal.message ?? 'Connection refused');
  }

  async #judge(handshake: Handshake): Promise<WireError | null> {
    const credentials = readCredentials(handshake);
    if ('error' in credentials) return credentials.error;
    try {
      const caller = await this.#parts.authenticate({
        channel: 'connect',
        headers: credentials.headers,
        handshakeHeaders: handshake.headers,
        sourceIp: handshake.sourceIp,
        body: '{}',
        operation: null,
      });
      if ('mode' in caller) return null;
      return { errorType: caller.errorType, message: caller.message, errorCode: 401 };
    } catch (error) {
      this.fault(error);
      return { errorType: 'InternalFailure', message: 'Internal failure.', errorCode: 500 };
    }
  }

  #handle(message: ClientMessage | null): void {
    const handler = message && messages.get(message.type);
    if (!handler) {
      this.refuse(message?.id, [unsupportedOperation('unknown')]);
      return;
    }
    this.#watchInit(message);
    void handler(this, message);
  }

  /** AWS's page calls connection_init optional, but every client of AWS sends it. */
  #watchInit({ type, id }: ClientMessage): void {
    if (type === 'start' && !this.#wasInitialized) {
      this.explain(
        `start ${id ?? ''} came before connection_init: it is served, as AWS's page calls that message optional; no connection_ack tells how long to wait for ka`,
      );
    }
    if (type === 'connection_init' || type === 'start') this.#wasInitialized = true;
  }

  #keepAlive(): void {
    this.send({ type: 'ka' });
    this.#cancelKeepAlive = this.#parts.clock.after(KEEP_ALIVE_MS, () => this.#keepAlive());
  }

  #closeIfSlow(): void {
    if (this.#socket.bufferedAmount <= this.#parts.maxBufferedBytes) return;
    this.#parts.counters.slowConnectionsClosed += 1;
    this.#parts.log.warn(
      'realtime',
      `a client was closed: ${this.#socket.bufferedAmount} bytes wait for it, the limit is ${this.#parts.maxBufferedBytes}`,
    );
    this.end(CLOSE.tooSlow, 'The client reads too slowly');
  }

  #release(): void {
    if (this.#ended) return;
    for (const id of [...this.#subscriptions.keys()]) this.release(id);
    this.#ended = true;
    this.#cancelKeepAlive();
    this.#cancelLifetime();
    this.#cancelRefusal();
    this.#parts.onEnd(this);
  }
}
