import type { GraphqlRequestError } from '../errors.ts';
import { ConnectionError, readErrors, requestError } from '../errors.ts';
import { EventQueue } from './event-queue.ts';
import type { ServerFrame } from './frames.ts';

/** Options of one subscription. */
export interface SubscribeOptions {
  /** Ends the subscription; its `for await` ends without an error. */
  readonly signal?: AbortSignal;
  /**
   * Called when the API has accepted the subscription: from now on events arrive. Called again,
   * with `resumed`, after a lost connection: what happened meanwhile was not delivered.
   */
  readonly onReady?: (info: { readonly resumed: boolean }) => void;
  /** Called when the connection is lost: nothing arrives until `onReady` is called again. */
  readonly onLost?: () => void;
  /** Called for an event that came with errors and no data; the subscription goes on. */
  readonly onEventError?: (error: GraphqlRequestError) => void;
}

/** What is subscribed to. */
export interface LiveOperation {
  readonly query: string;
  readonly variables: unknown;
  /** What the reader gets of an event's data. */
  readonly read: (data: unknown) => unknown;
}

/** Events of a subscription, in order. Ends its subscription when a `for await` over it is left. */
export interface Subscription<Data> extends AsyncIterableIterator<Data, undefined> {
  /** Settles when the API has accepted or refused the subscription. */
  readonly ready: Promise<void>;
  unsubscribe(): void;
  [Symbol.asyncIterator](): Subscription<Data>;
}

/** Events that may wait for a slow reader before its subscription fails. */
const MAX_WAITING_EVENTS = 10_000;

/** One subscription over as many connections as it takes. */
export class LiveSubscription implements Subscription<unknown> {
  /** Unique among the client's subscriptions. */
  readonly id: string;
  /** JSON of query and variables. */
  readonly data: string;
  readonly ready: Promise<void>;
  /** Whether the credentials of the present start are new ones after a refusal. */
  renewed = false;
  readonly #queue = new EventQueue<unknown>();
  readonly #read: LiveOperation['read'];
  readonly #options: SubscribeOptions;
  readonly #onEnd: (subscription: LiveSubscription) => void;
  readonly #abort = (): void => this.unsubscribe();
  #acceptReady: () => void = () => {};
  #rejectReady: (error: Error) => void = () => {};
  #wasReady = false;
  #isReady = false;

  constructor(
    id: string,
    { query, variables, read }: LiveOperation,
    options: SubscribeOptions,
    onEnd: (subscription: LiveSubscription) => void,
  ) {
    this.id = id;
    this.data = JSON.stringify({ query, variables: variables ?? {} });
    this.#read = read;
    this.#options = options;
    this.#onEnd = onEnd;
    this.ready = new Promise((resolve, reject) => {
      this.#acceptReady = resolve;
      this.#rejectReady = reject;
    });
    // Whoever does not look at `ready` learns of a refusal from the iterator.
    this.ready.catch(() => {});
    options.signal?.addEventListener('abort', this.#abort);
  }

  get ended(): boolean {
    return this.#queue.ended;
  }

  /** start_ack came. */
  accepted(): void {
    const resumed = this.#wasReady;
    this.#wasReady = true;
    this.#isReady = true;
    this.renewed = false;
    this.#acceptReady();
    this.#options.onReady?.({ resumed });
  }

  /** The connection is gone; another is tried. */
  lost(): void {
    if (!this.#isReady) return;
    this.#isReady = false;
    this.#options.onLost?.();
  }

  /** A data frame came. */
  event(payload: ServerFrame['payload']): void {
    if (payload?.data != null) this.#queue.push(this.#read(payload.data));
    else this.#options.onEventError?.(requestError(readErrors(payload?.errors)));
    if (this.#queue.size <= MAX_WAITING_EVENTS) return;
    this.fail(new ConnectionError(`More than ${MAX_WAITING_EVENTS} events wait to be read`));
    this.#onEnd(this);
  }

  /** The API ended the subscription. */
  complete(): void {
    this.#finish({}, 'The API ended the subscription');
  }

  /** The subscription cannot go on; its iterator throws `error`. */
  fail(cause: unknown): void {
    const error = cause instanceof Error ? cause : new ConnectionError(String(cause), { cause });
    this.#rejectReady(error);
    this.#finish({ error }, '');
  }

  unsubscribe(): void {
    if (this.ended) return;
    this.#finish({}, 'The subscription ended before the API accepted it');
    this.#onEnd(this);
  }

  next(): Promise<IteratorResult<unknown, undefined>> {
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<unknown, undefined>> {
    this.unsubscribe();
    this.#queue.clear();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(failure: { readonly error?: Error }, notReady: string): void {
    this.#options.signal?.removeEventListener('abort', this.#abort);
    this.#rejectReady(new ConnectionError(notReady));
    this.#queue.end(failure);
  }
}
