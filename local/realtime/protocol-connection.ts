import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { readCredentials } from './handshake.ts';
import { CLOSE, KEEP_ALIVE_MS, MAX_CONNECTION_MS, REFUSAL_WAIT_MS } from './protocol.ts';
import type { WireError } from './protocol.ts';
import type { Connection, Handshake, RealtimeRefusal, Socket } from './types.ts';

/** What all connections of an API share, whatever they speak. */
export interface ProtocolParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBufferedBytes: number;
}

/** What every message of a client has. */
interface TypedMessage {
  readonly type: string;
}

/** Messages kept while the handshake's credentials are judged; more are dropped. */
const MAX_EARLY_MESSAGES = 250;

/**
 * What the protocols of AppSync have in common on one socket: the handshake's credentials, keep-alive,
 * the life of a connection, clients that read too slowly. Knows no WebSocket library.
 */
export abstract class ProtocolConnection<Message extends TypedMessage> implements Connection {
  readonly #parts: ProtocolParts;
  readonly #socket: Socket;
  /** What came before the credentials were judged, null for what is no message; null once accepted. */
  #early: (Message | null)[] | null = [];
  #refusal: WireError | null = null;
  #ended = false;
  #cancelKeepAlive: () => void = () => {};
  #cancelLifetime: () => void = () => {};
  #cancelRefusal: () => void = () => {};
  readonly handshake: Handshake;

  constructor(parts: ProtocolParts, socket: Socket, handshake: Handshake) {
    this.#parts = parts;
    this.#socket = socket;
    this.handshake = handshake;
  }

  /** The sub-protocol that clients ask for. */
  protected abstract readonly subprotocol: string;
  /** Judges the credentials of the handshake: null where they are good. */
  protected abstract admit(
    headers: Readonly<Record<string, string>>,
  ): Promise<RealtimeRefusal | null>;
  protected abstract read(text: string): Message | null;
  protected abstract handle(message: Message | null): void;
  /** The frame that says why the connection is refused. */
  protected abstract refused(refusal: WireError): object;
  /** Takes note of a refusal. */
  protected abstract noteRefusal(refusal: WireError): void;
  protected abstract noteSlow(): void;
  /** The connection is over on this side: called once. */
  protected abstract released(): void;

  protected get ended(): boolean {
    return this.#ended;
  }

  receive(text: string): void {
    if (this.#ended) return;
    if (this.#refusal !== null) {
      this.#tellRefusal(this.#refusal);
      return;
    }
    const message = this.read(text);
    if (this.#early === null) this.handle(message);
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

  /** Reports a fault of the engine itself. */
  fault(error: unknown): void {
    this.#parts.log.error('realtime', error instanceof Error ? error.message : String(error));
  }

  protected sendText(text: string): void {
    if (!this.#ended) this.#socket.send(text);
  }

  protected sendFrame(frame: object): void {
    if (this.#ended) return;
    this.#socket.send(JSON.stringify(frame));
    this.closeIfSlow();
  }

  protected closeIfSlow(): void {
    const { bufferedAmount } = this.#socket;
    const { maxBufferedBytes, log } = this.#parts;
    if (bufferedAmount <= maxBufferedBytes) return;
    this.noteSlow();
    log.warn(
      'realtime',
      `a client was closed: ${bufferedAmount} bytes wait for it, the limit is ${maxBufferedBytes}`,
    );
    this.end(CLOSE.tooSlow, 'The client reads too slowly');
  }

  /** Begins: to be called by the last constructor. */
  protected async open(): Promise<void> {
    const refusal = await this.#judge();
    if (this.#ended) return;
    if (refusal !== null) {
      this.noteRefusal(refusal);
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
    for (const message of init < 0 ? early : early.slice(0, init + 1)) this.handle(message);
  }

  async #judge(): Promise<WireError | null> {
    const credentials = readCredentials(this.handshake, this.subprotocol);
    if ('error' in credentials) return credentials.error;
    try {
      const refusal = await this.admit(credentials.headers);
      return refusal && { errorType: refusal.errorType, message: refusal.message, errorCode: 401 };
    } catch (error) {
      this.fault(error);
      return { errorType: 'InternalFailure', message: 'Internal failure.', errorCode: 500 };
    }
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
    this.sendFrame(this.refused(refusal));
    this.end(CLOSE.refused, refusal.errorType ?? refusal.message ?? 'Connection refused');
  }

  #keepAlive(): void {
    this.sendFrame({ type: 'ka' });
    this.#cancelKeepAlive = this.#parts.clock.after(KEEP_ALIVE_MS, () => this.#keepAlive());
  }

  #release(): void {
    if (this.#ended) return;
    this.released();
    this.#ended = true;
    this.#cancelKeepAlive();
    this.#cancelLifetime();
    this.#cancelRefusal();
  }
}
