import type { ExecutionResult } from 'graphql';
import type { Client } from 'user-manager-client';

/** Events that are kept of each. */
const KEPT = 100;

/** A subscription that somebody began in the editor. */
export interface Subscription {
  readonly id: number;
  /** Of the editor's tab it was begun in. */
  readonly tab: string;
  /** The operation's. */
  readonly name: string;
  /** Newest first. */
  readonly events: readonly { readonly key: number; readonly at: string; readonly text: string }[];
  readonly isLive: boolean;
}

interface Begun {
  readonly client: Client;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** What a failure looks like in the editor. */
  readonly toShown: (error: unknown) => ExecutionResult;
}

/**
 * The subscriptions of all tabs. The editor ends what it runs whenever another tab is opened; here it lives on
 * until it is stopped, and keeps what it hears.
 */
export class Subscriptions {
  #list: readonly Subscription[] = [];
  #tab = '';
  /** Ends asked for by the editor in this turn: a change of tab takes them back. */
  #ending: number[] = [];
  readonly #stops = new Map<number, () => void>();
  readonly #listeners = new Set<() => void>();
  #lastId = 0;

  /** The same list until something changes. */
  readonly list = (): readonly Subscription[] => this.#list;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Tells of the tab that is open; the editor calls it in the same turn in which it ended what ran before. */
  readonly openTab = (tab: string): void => {
    if (tab !== this.#tab) this.#ending = [];
    this.#tab = tab;
  };

  /** Stops one, and shows it no more. */
  readonly close = (id: number): void => {
    this.#stops.get(id)?.();
    this.#set(this.#list.filter((one) => one.id !== id));
  };

  /** Stops all: somebody else signed in. */
  readonly closeAll = (): void => {
    for (const { id } of this.#list) this.close(id);
  };

  /** Begins one in the tab that is open, in the place of the one before; the editor iterates what it hears. */
  begin({ client, text, variables, name, toShown }: Begun): AsyncIterableIterator<ExecutionResult> {
    for (const { id, tab } of this.#list) if (tab === this.#tab) this.close(id);
    this.#lastId += 1;
    const id = this.#lastId;
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => {});
    const events = client.subscribe(text, variables, { onEventError: failed.reject });
    const stop = () => {
      this.#stops.delete(id);
      events.unsubscribe();
      this.#change(id, (one) => ({ ...one, isLive: false }));
    };
    this.#stops.set(id, stop);
    this.#set([...this.#list, { id, tab: this.#tab, name, events: [], isLive: true }]);
    const mirror = new Mirror(() => this.#endSoon(id));
    void this.#listen(id, { events, failed: failed.promise, toShown, mirror, stop });
    return mirror;
  }

  async #listen(
    id: number,
    of: {
      readonly events: AsyncIterator<unknown>;
      readonly failed: Promise<never>;
      readonly toShown: Begun['toShown'];
      readonly mirror: Mirror;
      readonly stop: () => void;
    },
  ): Promise<void> {
    try {
      for (;;) {
        const event = await Promise.race([of.events.next(), of.failed]);
        if (event.done) break;
        const shown = { data: event.value as ExecutionResult['data'] };
        this.#keep(id, shown);
        of.mirror.push(shown);
      }
    } catch (error) {
      const shown = of.toShown(error);
      this.#keep(id, shown);
      of.mirror.push(shown);
    }
    of.stop();
    of.mirror.end();
  }

  /** The editor stops what runs also when another tab is opened, of which it tells right after. */
  #endSoon(id: number): void {
    this.#ending.push(id);
    queueMicrotask(() => {
      if (this.#ending.includes(id)) this.#stops.get(id)?.();
      this.#ending = this.#ending.filter((other) => other !== id);
    });
  }

  #keep(id: number, shown: ExecutionResult): void {
    this.#change(id, (one) => {
      const event = {
        key: (one.events[0]?.key ?? 0) + 1,
        at: new Date().toISOString(),
        text: JSON.stringify(shown, null, 2),
      };
      return { ...one, events: [event, ...one.events].slice(0, KEPT) };
    });
  }

  #change(id: number, change: (one: Subscription) => Subscription): void {
    this.#set(this.#list.map((one) => (one.id === id ? change(one) : one)));
  }

  #set(list: readonly Subscription[]): void {
    this.#list = list;
    for (const listener of this.#listeners) listener();
  }
}

/** What the editor hears as long as it listens. */
class Mirror implements AsyncIterableIterator<ExecutionResult> {
  readonly #onReturn: () => void;
  #heard: ExecutionResult[] = [];
  #waiting: ((result: IteratorResult<ExecutionResult>) => void) | null = null;
  #isOver = false;

  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  push(result: ExecutionResult): void {
    if (this.#isOver) return;
    if (this.#waiting) this.#waiting({ done: false, value: result });
    else this.#heard.push(result);
    this.#waiting = null;
  }

  end(): void {
    this.#isOver = true;
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = null;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    const value = this.#heard.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  return(): Promise<IteratorResult<ExecutionResult>> {
    this.end();
    this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
