import type { Client, Subscription, User, UserChange, UserChangeType } from '../index.ts';
import { OnUserChangeDocument } from '../index.ts';
import type { ResultOf } from '../index.ts';

/** What is known of a user besides what was read. */
export interface LiveUser {
  readonly user: User;
  readonly isNew: boolean;
  readonly isDeleted: boolean;
  /**
   * Subscribers were told of it. The API tells after it has written the history, so history and counts that
   * were read before this may miss a change that an own mutation answered with.
   */
  readonly isTold: boolean;
}

/** `off` while nobody looks; `connecting` at first and while the connection is lost; `failed` when the API refused the subscription. */
export interface LiveState {
  readonly status: 'off' | 'connecting' | 'live' | 'failed';
  readonly error: Error | null;
  /** The newest state of users that changed since somebody looks, by id. */
  readonly changes: ReadonlyMap<string, LiveUser>;
  /** What the subscription told, newest first; what happened during a lost connection is not in it. */
  readonly recent: readonly UserChange[];
}

type Events = Subscription<ResultOf<typeof OnUserChangeDocument>>;

const OFF: LiveState = { status: 'off', error: null, changes: new Map(), recent: [] };

/** Of what the subscription told. */
const KEPT = 20;

/** The changes of users, by one subscription for all that look at them. */
export class LiveUsers {
  readonly #client: Client;
  readonly #onReady: () => void;
  readonly #ownId: () => string | null;
  readonly #listeners = new Set<() => void>();
  #state = OFF;
  #holders = 0;
  #events: Events | null = null;

  /**
   * @param onReady what was read until now may miss changes: the subscription has just begun
   * @param ownId who listens; null where nobody knows
   */
  constructor(client: Client, onReady: () => void, ownId: () => string | null = () => null) {
    this.#client = client;
    this.#onReady = onReady;
    this.#ownId = ownId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.#state;

  /** On a server nobody listens. */
  readonly getServerState = (): LiveState => OFF;

  /** Listens until the last of all holders has called the function that it gets. */
  hold(): () => void {
    this.#holders += 1;
    if (this.#events === null) this.#start();
    return () => {
      this.#holders -= 1;
      // React's StrictMode lets go and takes hold again at once.
      setTimeout(() => {
        if (this.#holders === 0) this.#stop();
      });
    };
  }

  /** Somebody else has signed in, or nobody: forgets all, and listens with the new credentials. */
  restart(canListen: boolean): void {
    this.#stop();
    if (this.#holders > 0 && canListen) this.#start();
  }

  /**
   * Takes over a change; an older one than is known is none.
   * @param isTold the subscription told of it, else an own mutation answered with it
   */
  apply(type: UserChangeType, user: User, isTold: boolean): void {
    const known = this.#state.changes.get(user.id);
    if (known && !isNews(known, { type, user, isTold })) return;
    const isDeleted = type === 'DELETED';
    const isNew = type === 'CREATED' || known?.isNew === true;
    const changes = new Map(this.#state.changes).set(user.id, { user, isNew, isDeleted, isTold });
    this.#become({ changes });
  }

  #start(): void {
    this.#become({ status: 'connecting', error: null });
    const events = this.#client.subscribe(
      OnUserChangeDocument,
      {},
      {
        onReady: () => {
          if (this.#events !== events) return;
          this.#become({ status: 'live' });
          this.#onReady();
        },
        onLost: () => {
          if (this.#events === events) this.#become({ status: 'connecting' });
        },
      },
    );
    this.#events = events;
    void this.#read(events);
  }

  async #read(events: Events): Promise<void> {
    try {
      for await (const { onUserChange } of events) {
        if (this.#events !== events) return;
        if (onUserChange) this.#hear(onUserChange);
      }
      // The API ended it, as it does for people who are suspended.
      if (this.#events !== events) return;
      if (this.#mayGoOn()) this.#start();
      else this.#become({ status: 'failed' });
    } catch (error) {
      if (this.#events !== events) return;
      this.#become({ status: 'failed', error: error as Error });
    }
  }

  /**
   * The API ends all subscriptions of a person when one session ends, as it cannot tell which is of which: those of
   * the others begin again, and that of the one is refused.
   */
  #mayGoOn(): boolean {
    const own = this.#state.changes.get(this.#ownId() ?? '');
    return own !== undefined && !own.isDeleted && own.user.status !== 'SUSPENDED';
  }

  #hear(change: UserChange): void {
    this.#become({ recent: [change, ...this.#state.recent].slice(0, KEPT) });
    this.apply(change.type, change.user, true);
  }

  #stop(): void {
    const events = this.#events;
    this.#events = null;
    events?.unsubscribe();
    this.#become(OFF);
  }

  #become(state: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...state };
    for (const listener of this.#listeners) listener();
  }
}

function isNews(
  known: LiveUser,
  change: { readonly type: UserChangeType; readonly user: User; readonly isTold: boolean },
): boolean {
  const isDeletion = change.type === 'DELETED';
  const isFirstTold = change.isTold && !known.isTold;
  if (known.isDeleted) return isDeletion && isFirstTold;
  if (isDeletion || change.user.version > known.user.version) return true;
  return change.user.version === known.user.version && isFirstTold;
}
