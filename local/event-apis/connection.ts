import { ProtocolConnection, type ProtocolParts } from '../realtime/protocol-connection.ts';
import type { WireError } from '../realtime/protocol.ts';
import type { Handshake, RealtimeRefusal, Socket } from '../realtime/types.ts';
import type { ChannelSubscription, ChannelTable } from './channel-table.ts';
import type { Channel } from './channels.ts';
import { messages } from './messages/index.ts';
import type { EventSession } from './messages/session.ts';
import { readFrame, SUBPROTOCOL, type ClientFrame, type ServerFrame } from './protocol.ts';
import type { EventCredentials, EventOperations } from './types.ts';

/** What all connections of an Event API share. */
export interface EventConnectionParts extends ProtocolParts {
  readonly operations: EventOperations;
  readonly table: ChannelTable;
  /** Called once, when the connection is over on this side. */
  readonly onEnd: (connection: EventConnection) => void;
}

/**
 * The protocol of AppSync Events on one socket.
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 */
export class EventConnection extends ProtocolConnection<ClientFrame> implements EventSession {
  readonly #parts: EventConnectionParts;
  /** Null while the subscription is judged. */
  readonly #subscriptions = new Map<string, ChannelSubscription | null>();
  protected readonly subprotocol = SUBPROTOCOL;

  constructor(parts: EventConnectionParts, socket: Socket, handshake: Handshake) {
    super(parts, socket, handshake);
    this.#parts = parts;
    void this.open();
  }

  get operations(): EventOperations {
    return this.#parts.operations;
  }

  get subscriptionCount(): number {
    return this.#subscriptions.size;
  }

  credentials(headers: EventCredentials['headers']): EventCredentials {
    const { headers: handshakeHeaders, sourceIp } = this.handshake;
    return { channel: 'subscribe', headers, handshakeHeaders, sourceIp };
  }

  send(frame: ServerFrame): void {
    this.sendFrame(frame);
  }

  has(id: string): boolean {
    return this.#subscriptions.has(id);
  }

  begin(id: string): void {
    this.#subscriptions.set(id, null);
  }

  establish(id: string, channel: Channel): boolean {
    // Ended, or unsubscribed while it was judged.
    if (this.ended || !this.#subscriptions.has(id)) return false;
    const deliver = (event: string): void => this.send({ id, type: 'data', event });
    const subscription = { id, channel, deliver };
    this.#subscriptions.set(id, subscription);
    this.#parts.table.add(subscription);
    return true;
  }

  release(id: string): boolean {
    const subscription = this.#subscriptions.get(id);
    if (subscription) this.#parts.table.remove(subscription);
    return this.#subscriptions.delete(id);
  }

  protected async admit(
    headers: Readonly<Record<string, string>>,
  ): Promise<RealtimeRefusal | null> {
    const credentials = this.credentials(headers);
    return await this.#parts.operations.connect({ ...credentials, channel: 'connect' });
  }

  protected read(text: string): ClientFrame | null {
    return readFrame(text);
  }

  protected handle(frame: ClientFrame | null): void {
    const handler = frame && messages.get(frame.type);
    if (handler) void handler(this, frame);
    else {
      const id = frame?.id;
      this.send({ ...(id !== undefined && { id }), type: 'error', errors: [UNSUPPORTED] });
    }
  }

  protected refused(refusal: WireError): ServerFrame {
    const { errorType, message, errorCode } = refusal;
    return {
      type: 'connection_error',
      errors: [
        {
          ...(errorType !== undefined && { errorType }),
          ...(message !== undefined && { message }),
          ...(errorCode !== undefined && { errorCode }),
        },
      ],
    };
  }

  protected noteRefusal(): void {}

  protected noteSlow(): void {}

  protected released(): void {
    for (const id of [...this.#subscriptions.keys()]) this.release(id);
    this.#parts.onEnd(this);
  }
}

const UNSUPPORTED = {
  errorType: 'UnsupportedOperation',
  message: 'Operation not supported through the realtime channel',
};
