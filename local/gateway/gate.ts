import type { IncomingMessage } from 'node:http';
import { setTimeout as timeAfter } from 'node:timers/promises';
import { Slots, type Slotted } from '../shared/slots.ts';

/** How long requests under way may take to end before the gate opens again. */
const PATIENCE = 10_000; // 10 seconds

/** Keys that functions and data sources sign with: their calls belong to a request under way. */
const SIGNED_WITHIN = /Credential=ASIA/;

/** A request that came in. */
export interface Visit extends Slotted {
  readonly request: IncomingMessage;
}

/** Holds requests back while the state of the whole is read or changed. */
export class Gate {
  readonly #inside = new Slots<Visit>();
  /** Resolves when it opens; null while it is open. */
  #opening: Promise<void> | null = null;
  #onEmpty: (() => void) | null = null;

  get isShut(): boolean {
    return this.#opening !== null;
  }

  /** Resolves when the request may come in. */
  async wait(request: IncomingMessage): Promise<void> {
    if (isFree(request) || SIGNED_WITHIN.test(request.headers.authorization ?? '')) return;
    while (this.#opening !== null) await this.#opening;
  }

  /** @returns null when nobody waits for its end */
  enter(request: IncomingMessage): Visit | null {
    if (isFree(request)) return null;
    const visit = { request, slot: 0 };
    this.#inside.add(visit);
    return visit;
  }

  leave(visit: Visit): void {
    this.#inside.delete(visit);
    if (this.#onEmpty !== null && this.#isEmpty) this.#onEmpty();
  }

  get #isEmpty(): boolean {
    return this.#inside.all().length === 0;
  }

  /**
   * Shuts the gate, and resolves once nobody is inside.
   * @returns what opens it again
   * @throws StillBusy when somebody stays for more than ten seconds; it is open again then
   */
  async shut(patience = PATIENCE): Promise<() => void> {
    let open = (): void => {};
    this.#opening = new Promise((resolve) => {
      open = () => {
        this.#opening = null;
        resolve();
      };
    });
    const patienceOver = new AbortController();
    const empty = new Promise<true>((resolve) => {
      this.#onEmpty = () => resolve(true);
      if (this.#isEmpty) resolve(true);
    });
    const isEmpty = await Promise.race([
      empty,
      timeAfter(patience, false, { signal: patienceOver.signal }),
    ]);
    patienceOver.abort();
    this.#onEmpty = null;
    if (isEmpty) return open;
    open();
    throw new StillBusy(
      this.#inside.all().map(({ request }) => nameOf(request)),
      patience,
    );
  }
}

/** Requests did not end in time. */
export class StillBusy extends Error {
  override readonly name = 'StillBusy';

  constructor(requests: readonly string[], patience: number) {
    super(`${requests.join(', ')} did not end within ${patience / 1_000} s`);
  }
}

/** What rests or wakes the whole itself, what never ends, and what is not about the app's state. */
const FREE =
  /^(?:\/_local\/(?:snapshots|reset|faults)(?:[/?]|$)|\/_local\/\w+\/events(?:\?|$)|\/health$)/;

const isFree = ({ url = '' }: IncomingMessage): boolean =>
  // One look for nearly all.
  (url.startsWith('/_local/') || url === '/health') && FREE.test(url);

/** Queries may hold credentials. */
const nameOf = ({ method = '', url = '' }: IncomingMessage): string =>
  `${method} ${url.split('?')[0] ?? ''}`;
