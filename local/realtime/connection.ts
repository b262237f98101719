import type { AppSyncError } from '../shared/graphql-error.ts';
import type { Tracer } from '../tracing/index.ts';
import type { Counters } from './counters.ts';
import { messages } from './messages/index.ts';
import type { PendingStart, Session } from './messages/session.ts';
import { ProtocolConnection, type ProtocolParts } from './protocol-connection.ts';
import {
  CLOSE,
  SUBPROTOCOL,
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
  Handshake,
  RealtimeRefusal,
  Socket,
  SubscribeOperation,
  SubscriptionPlan,
} from './types.ts';

/** What all connections share. */
export interface ConnectionParts extends ProtocolParts {
  readonly authenticate: AuthenticateRealtime;
  readonly subscribe: SubscribeOperation;
  readonly readOperation: OperationReader;
  readonly table: SubscriptionTable;
  readonly counters: Counters;
  readonly tracer?: Tracer | undefined;
  /** Called once, when the connection is over on this side. */
  readonly onEnd: (connection: ServerConnection) => void;
}

/** AppSync's protocol of GraphQL subscriptions on one socket. */
export class ServerConnection
  extends ProtocolConnection<ClientMessage>
  implements Session, Subscriber
{
  readonly #parts: ConnectionParts;
  readonly #subscriptions = new Map<string, Subscription | PendingStart>();
  /** Ids of the records of subscriptions, by their own; made with the first. */
  #records: Map<string, string> | null = null;
  #wasInitialized = false;
  #round = 0;
  protected readonly subprotocol = SUBPROTOCOL;
  readonly sourceIp: readonly string[];
  readonly handshakeHeaders: Handshake['headers'];

  constructor(parts: ConnectionParts, socket: Socket, handshake: Handshake) {
    super(parts, socket, handshake);
    this.#parts = parts;
    this.sourceIp = handshake.sourceIp;
    this.handshakeHeaders = handshake.headers;
    void this.open();
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

  send(message: ServerMessage): void {
    this.sendFrame(message);
  }

  deliver(id: string, payload: string, round: number): void {
    // What one event puts on the wire for up to 200 subscriptions is no sign of a slow client;
    // what is left of it when the next event comes is.
    if (round !== this.#round) {
      this.#round = round;
      this.closeIfSlow();
    }
    if (this.ended) return;
    this.#parts.counters.messagesDelivered += 1;
    this.sendText(`{"id":${JSON.stringify(id)},"type":"data","payload":${payload}}`);
  }

  invalidate(id: string): void {
    if (this.ended) return;
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

  protected async admit(
    headers: Readonly<Record<string, string>>,
  ): Promise<RealtimeRefusal | null> {
    const caller = await this.#parts.authenticate({
      channel: 'connect',
      headers,
      handshakeHeaders: this.handshakeHeaders,
      sourceIp: this.sourceIp,
      body: '{}',
      operation: null,
    });
    return 'mode' in caller ? null : caller;
  }

  protected read(text: string): ClientMessage | null {
    return readClientMessage(text);
  }

  protected refused(refusal: WireError): ServerMessage {
    return { type: 'connection_error', payload: { errors: [refusal] } };
  }

  protected noteRefusal(refusal: WireError): void {
    this.#parts.counters.connectionsRefused += 1;
    recordRefusedConnection(this.#parts.tracer, refusal);
  }

  protected noteSlow(): void {
    this.#parts.counters.slowConnectionsClosed += 1;
  }

  protected handle(message: ClientMessage | null): void {
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

  protected released(): void {
    for (const id of [...this.#subscriptions.keys()]) this.release(id);
    this.#parts.onEnd(this);
  }
}
