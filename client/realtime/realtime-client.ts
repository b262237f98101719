import type { Auth } from '../auth/auth.ts';
import { isSignedOut } from '../auth/cognito-api.ts';
import { ConnectionError, requestError, readErrors, refusesCredentials } from '../errors.ts';
import { headerProtocol, readFrame, startFrame, SUBPROTOCOL } from './frames.ts';
import type { ServerFrame } from './frames.ts';
import { backoff } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { LiveSubscription } from './subscription.ts';
import type { LiveOperation, SubscribeOptions } from './subscription.ts';

/** How the shared connection is doing. */
export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'waiting';

/** What the connection works with. */
export interface RealtimeParts {
  readonly realtimeUrl: string;
  /** Host of the GraphQL endpoint, which AppSync wants beside the credentials. */
  readonly host: string;
  readonly auth: Auth;
  readonly openSocket: (url: string, protocols: string[]) => WebSocket;
  readonly schedule: Schedule;
  readonly random: () => number;
  readonly onState: (state: ConnectionState) => void;
}

/** Time for the server to acknowledge a connection or a start, in milliseconds. */
const ACK_TIMEOUT_MS = 15_000;
/** Silence after which a connection is taken for dead, unless the server says otherwise. */
const DEFAULT_TIMEOUT_MS = 300_000;
/** Time an unused connection is kept, in milliseconds. */
const IDLE_MS = 1_000;
/** Codes and kinds of connection errors that trying again does not heal. */
const FINAL_CODES: ReadonlySet<number | undefined> = new Set([400, 401, 403]);
const FINAL_TYPES: ReadonlySet<string | null | undefined> = new Set([
  'BadRequestException',
  'UnauthorizedException',
]);

/**
 * All subscriptions of a client over one WebSocket, which is opened for the first, renewed when lost,
 * and closed after the last.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export class RealtimeClient {
  readonly #parts: RealtimeParts;
  readonly #subscriptions = new Map<string, LiveSubscription>();
  readonly #startTimers = new Map<string, () => void>();
  #state: ConnectionState = 'idle';
  #socket: WebSocket | null = null;
  /** The attempt to connect that is on its way; an older one must not go on. */
  #attempt: symbol | null = null;
  /** Whether the present subscriptions had a connection before. */
  #wasConnected = false;
  #lastId = 0;
  #failures = 0;
  #freshCredentials = false;
  #timeoutMs = DEFAULT_TIMEOUT_MS;
  /** Ack timeout while connecting, silence watchdog while connected, delay while waiting. */
  #cancelTimer: () => void = () => {};
  #cancelIdle: () => void = () => {};

  constructor(parts: RealtimeParts) {
    this.#parts = parts;
  }

  subscribe(operation: LiveOperation, options: SubscribeOptions): LiveSubscription {
    this.#lastId += 1;
    const subscription = new LiveSubscription(String(this.#lastId), operation, options, (ended) =>
      this.#remove(ended, true),
    );
    if (options.signal?.aborted) {
      subscription.unsubscribe();
      return subscription;
    }
    this.#cancelIdle();
    this.#subscriptions.set(subscription.id, subscription);
    if (this.#state === 'idle') void this.#connect();
    else if (this.#state === 'connected') void this.#start(subscription);
    return subscription;
  }

  /** Ends all subscriptions and the connection at once. */
  close(): void {
    for (const subscription of [...this.#subscriptions.values()]) subscription.unsubscribe();
    this.#drop('idle');
  }

  /** Tries a lost connection now, without the rest of its delay. */
  reconnect(): void {
    if (this.#state !== 'waiting') return;
    this.#cancelTimer();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    this.#become('connecting');
    const attempt = Symbol('attempt');
    this.#attempt = attempt;
    try {
      const fresh = this.#freshCredentials;
      const headers = await this.#parts.auth.headers({ fresh });
      if (this.#attempt !== attempt || this.#state !== 'connecting') return;
      this.#open({ ...headers, host: this.#parts.host });
    } catch (error) {
      if (this.#attempt !== attempt) return;
      // While the server restarts, tokens cannot be renewed either. Otherwise it would end the same.
      if (this.#wasConnected && !isSignedOut(error)) this.#lost();
      else this.#failAll(error);
    }
  }

  #open(credentials: Readonly<Record<string, string>>): void {
    const { openSocket, realtimeUrl, schedule } = this.#parts;
    const socket = openSocket(realtimeUrl, [SUBPROTOCOL, headerProtocol(credentials)]);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }));
    socket.onmessage = ({ data }) => {
      const frame = readFrame(data);
      if (frame !== null && this.#socket === socket) this.#receive(frame);
    };
    // An `error` event is always followed by `close`.
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
    this.#cancelTimer = schedule(ACK_TIMEOUT_MS, () => this.#lost());
  }

  #receive(frame: ServerFrame): void {
    if (this.#state === 'connected') this.#watch();
    const handle = this.#handlers[frame.type];
    handle?.(frame);
  }

  readonly #handlers: Readonly<Record<string, (frame: ServerFrame) => void>> = {
    connection_ack: ({ payload }) => {
      this.#timeoutMs = payload?.connectionTimeoutMs ?? DEFAULT_TIMEOUT_MS;
      this.#failures = 0;
      this.#wasConnected = true;
      this.#freshCredentials = false;
      this.#become('connected');
      this.#watch();
      for (const subscription of this.#subscriptions.values()) void this.#start(subscription);
      this.#closeWhenIdle();
    },
    connection_error: ({ payload }) => this.#refused(payload?.errors),
    start_ack: ({ id }) => {
      this.#stopStartTimer(id);
      this.#find(id)?.accepted();
    },
    data: ({ id, payload }) => this.#find(id)?.event(payload),
    complete: ({ id }) => {
      const subscription = this.#find(id);
      if (subscription === undefined) return;
      subscription.complete();
      this.#remove(subscription, false);
    },
    error: ({ id, payload }) => this.#startRefused(id, payload?.errors),
  };

  async #start(subscription: LiveSubscription): Promise<void> {
    const socket = this.#socket;
    const { auth, host, schedule } = this.#parts;
    try {
      const headers = await auth.headers({ fresh: subscription.renewed });
      // The connection may have been lost, or the subscription ended, meanwhile.
      if (socket === null || this.#socket !== socket || subscription.ended) return;
      socket.send(startFrame(subscription.id, subscription.data, { ...headers, host }));
      this.#stopStartTimer(subscription.id);
      this.#startTimers.set(
        subscription.id,
        schedule(ACK_TIMEOUT_MS, () => this.#lost()),
      );
    } catch (error) {
      if (subscription.ended) return;
      subscription.fail(error);
      this.#remove(subscription, false);
    }
  }

  #startRefused(id: string | undefined, raw: unknown): void {
    const subscription = this.#find(id);
    if (subscription === undefined) return;
    this.#stopStartTimer(id);
    const errors = readErrors(raw);
    if (refusesCredentials(errors) && !subscription.renewed) {
      subscription.renewed = true;
      void this.#start(subscription);
      return;
    }
    subscription.fail(requestError(errors));
    this.#remove(subscription, false);
  }

  #refused(raw: unknown): void {
    const errors = readErrors(raw);
    const final = errors.some(
      ({ errorCode, errorType }) => FINAL_CODES.has(errorCode) || FINAL_TYPES.has(errorType),
    );
    if (refusesCredentials(errors) && !this.#freshCredentials) {
      this.#drop('idle');
      this.#freshCredentials = true;
      void this.#connect();
    } else if (final) {
      this.#failAll(requestError(errors));
    }
    // Anything else: the server closes, and the connection is tried again.
  }

  /** The connection is gone or taken for dead: try again while anybody listens. */
  #lost(): void {
    this.#drop(this.#subscriptions.size === 0 ? 'idle' : 'waiting');
    if (this.#state === 'idle') return;
    for (const subscription of this.#subscriptions.values()) subscription.lost();
    const delay = backoff(this.#failures, this.#parts.random);
    this.#failures += 1;
    this.#cancelTimer = this.#parts.schedule(delay, () => void this.#connect());
  }

  #failAll(error: unknown): void {
    const subscriptions = [...this.#subscriptions.values()];
    this.#subscriptions.clear();
    this.#drop('idle');
    for (const subscription of subscriptions) subscription.fail(error);
  }

  #drop(state: ConnectionState): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#attempt = null;
    this.#freshCredentials = false;
    this.#cancelTimer();
    this.#cancelIdle();
    for (const cancel of this.#startTimers.values()) cancel();
    this.#startTimers.clear();
    socket?.close(1000);
    if (state === 'idle') this.#wasConnected = false;
    this.#become(state);
  }

  #remove(subscription: LiveSubscription, tell: boolean): void {
    if (!this.#subscriptions.delete(subscription.id)) return;
    this.#stopStartTimer(subscription.id);
    if (tell && this.#state === 'connected') {
      this.#socket?.send(JSON.stringify({ id: subscription.id, type: 'stop' }));
    }
    this.#closeWhenIdle();
  }

  #closeWhenIdle(): void {
    if (this.#subscriptions.size > 0) return;
    this.#cancelIdle();
    this.#cancelIdle = this.#parts.schedule(IDLE_MS, () => this.#drop('idle'));
  }

  #watch(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.schedule(this.#timeoutMs, () => this.#lost());
  }

  #find(id: string | undefined): LiveSubscription | undefined {
    return id === undefined ? undefined : this.#subscriptions.get(id);
  }

  #stopStartTimer(id: string | undefined): void {
    if (id === undefined) return;
    this.#startTimers.get(id)?.();
    this.#startTimers.delete(id);
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.onState(state);
  }
}

/** A WebSocket URL of an http(s) or ws(s) one. @throws ConnectionError for any other */
export function socketUrl(url: string): string {
  if (/^wss?:/i.test(url)) return url;
  if (/^https?:/i.test(url)) return `ws${url.slice(4)}`;
  throw new ConnectionError(`${url} is no real-time URL: it must start with wss:, ws: or https:`);
}
