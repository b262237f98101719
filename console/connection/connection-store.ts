import type { ConnectionState } from 'user-manager-client';

/** How the page stands with the API; `back` for some seconds after it was lost. */
export type Connection = 'fine' | 'offline' | 'unreachable' | 'back';

/** What the store watches and does. */
export interface ConnectionParts {
  readonly graphqlUrl: string;
  /** Connect the subscriptions now, without the rest of their delay. */
  readonly reconnect: () => void;
}

const LOOK_AGAIN_MS = 1_000;
const LOOK_FOR_MS = 2_000;
const SAY_BACK_FOR_MS = 4_000;

/**
 * Knows within a second or two whether the API answers: from the browser, from requests that failed, and
 * from the subscriptions' connection; while it does not, looks every second.
 */
export class ConnectionStore {
  readonly #parts: ConnectionParts;
  readonly #listeners = new Set<() => void>();
  #state: Connection = 'fine';
  #isSilent = false;
  #isSocketLost = false;
  /** The subscriptions' connection was ended, maybe by a server that is there: it is tried once before anything is said. */
  #isSocketTried = false;
  #look: ReturnType<typeof setTimeout> | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    addEventListener('offline', () => this.#judge());
    addEventListener('online', () => void this.#ask());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getState = (): Connection => this.#state;

  /** For `createClient`. */
  readonly onRealtimeState = (state: ConnectionState): void => {
    if (state === 'connecting') return;
    const isLost = state === 'waiting';
    if (isLost && !this.#isSocketTried && this.#state === 'fine') {
      this.#isSocketTried = true;
      void this.#ask();
      return;
    }
    this.#isSocketLost = isLost;
    if (!isLost) this.#isSocketTried = false;
    if (state === 'connected') this.#isSilent = false;
    this.#judge();
  };

  /** `fetch` that tells whether anything answered. */
  readonly fetch: typeof fetch = async (input, init) => {
    try {
      const response = await fetch(input, init);
      this.#hear(true);
      return response;
    } catch (error) {
      if (!init?.signal?.aborted) this.#hear(false);
      throw error;
    }
  };

  #hear(answered: boolean): void {
    if (this.#isSilent === !answered) return;
    this.#isSilent = !answered;
    this.#judge();
  }

  #judge(): void {
    const lost = navigator.onLine ? 'unreachable' : 'offline';
    const isLost = !navigator.onLine || this.#isSilent || this.#isSocketLost;
    if (isLost) this.#become(lost);
    else if (this.#state === 'offline' || this.#state === 'unreachable') this.#become('back');
    clearTimeout(this.#look);
    if (isLost) this.#look = setTimeout(() => void this.#ask(), LOOK_AGAIN_MS);
  }

  /** Any answer will do, even a refusal. */
  async #ask(): Promise<void> {
    const signal = AbortSignal.timeout(LOOK_FOR_MS);
    const { graphqlUrl } = this.#parts;
    const look = fetch(graphqlUrl, { mode: 'no-cors', cache: 'no-store', signal });
    const answered = await look.then(
      () => true,
      () => false,
    );
    this.#isSilent = !answered;
    if (!answered && this.#isSocketTried) this.#isSocketLost = true;
    // It does so only where there is one to connect anew.
    if (answered) this.#parts.reconnect();
    this.#judge();
  }

  #become(state: Connection): void {
    if (this.#state === state) return;
    this.#state = state;
    clearTimeout(this.#calm);
    if (state === 'back') this.#calm = setTimeout(() => this.#become('fine'), SAY_BACK_FOR_MS);
    for (const listener of this.#listeners) listener();
  }
}
