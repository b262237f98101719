import type { Channel } from './channels.ts';

/** Who hears what is published on a channel. */
export interface ChannelSubscription {
  /** Chosen by the client. */
  readonly id: string;
  readonly channel: Channel;
  /** Takes the JSON text of an event. */
  deliver(event: string): void;
}

/** Subscriptions by their channel, those with an asterisk by what stands before it. */
export class ChannelTable {
  readonly #exact = new Map<string, Set<ChannelSubscription>>();
  readonly #below = new Map<string, Set<ChannelSubscription>>();

  add(subscription: ChannelSubscription): void {
    const { map, key } = this.#place(subscription);
    const there = map.get(key);
    if (there) there.add(subscription);
    else map.set(key, new Set([subscription]));
  }

  remove(subscription: ChannelSubscription): void {
    const { map, key } = this.#place(subscription);
    const there = map.get(key);
    there?.delete(subscription);
    if (there?.size === 0) map.delete(key);
  }

  /** All that hear a channel. */
  hearing({ path, segments }: Channel): ChannelSubscription[] {
    const found = [...(this.#exact.get(path) ?? [])];
    for (let count = 1; count < segments.length; count += 1) {
      found.push(...(this.#below.get(`/${segments.slice(0, count).join('/')}/`) ?? []));
    }
    return found;
  }

  #place({ channel: { path, isWildcard } }: ChannelSubscription) {
    return isWildcard
      ? { map: this.#below, key: path.slice(0, -1) }
      : { map: this.#exact, key: path };
  }
}
