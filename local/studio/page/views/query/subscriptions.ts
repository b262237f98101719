import { nameOf, type Caller } from './caller.ts';
import type { Hearing } from './real-time.ts';

/** Events that are kept of each. */
const KEPT = 200;

/** Where it was begun, and is shown. */
type ViewOfSubscriptions = 'query' | 'events';

/** A subscription that somebody began on the page. */
export interface Subscription {
  readonly id: number;
  readonly view: ViewOfSubscriptions;
  /** The operation's, or the channel. */
  readonly name: string;
  readonly caller: string;
  readonly state: 'starting' | 'live' | 'stopped';
  /** Why it is over, unless it was stopped. */
  readonly reason: string | null;
  /** How many came, those that are kept no more with them. */
  readonly count: number;
  /** Newest first. */
  readonly events: readonly {
    readonly key: number;
    readonly at: number;
    readonly value: unknown;
  }[];
}

interface Begun {
  readonly view: ViewOfSubscriptions;
  readonly caller: Caller;
  readonly name: string;
  /** Begins it, and returns what stops it. */
  readonly listen: (hearing: Hearing) => () => void;
}

let list: readonly Subscription[] = [];
let lastId = 0;
const stops = new Map<number, () => void>();
const listeners = new Set<() => void>();

function set(next: readonly Subscription[]): void {
  list = next;
  for (const listener of listeners) listener();
}

const change = (id: number, by: (one: Subscription) => Partial<Subscription>): void =>
  set(list.map((one) => (one.id === id ? { ...one, ...by(one) } : one)));

/**
 * The subscriptions of the page: they live on whichever tab of the editor or view of the studio is shown, until
 * they are stopped.
 */
export const subscriptions = {
  /** The same list until something changes. */
  list: (): readonly Subscription[] => list,
  onChange: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  begin({ view, caller, name, listen }: Begun): void {
    lastId += 1;
    const id = lastId;
    const state = 'starting';
    const begun = { id, view, name, caller: nameOf(caller), reason: null, count: 0, events: [] };
    set([{ ...begun, state }, ...list]);
    const stop = listen({
      onLive: () => change(id, () => ({ state: 'live' })),
      onEvent: (value) =>
        change(id, ({ count, events }) => {
          const event = { key: count + 1, at: Date.now(), value };
          return { count: count + 1, events: [event, ...events].slice(0, KEPT) };
        }),
      onEnd: (reason) => change(id, () => ({ state: 'stopped', reason })),
    });
    stops.set(id, stop);
  },
  stop: (id: number): void => stops.get(id)?.(),
  /** Stops it, and shows it no more. */
  close(id: number): void {
    subscriptions.stop(id);
    stops.delete(id);
    set(list.filter((one) => one.id !== id));
  },
};
