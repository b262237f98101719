/** What has a place in slots. */
export interface Slotted {
  slot: number;
}

/**
 * Things that come and go by the thousand a second. A Set would do the same; but its tables, each of which
 * leads to the next, keep what was in them alive until the next great collection of garbage.
 */
export class Slots<Thing extends Slotted> {
  readonly #places: (Thing | null)[] = [];
  readonly #free: number[] = [];

  add(thing: Thing): void {
    const slot = this.#free.pop() ?? this.#places.length;
    thing.slot = slot;
    this.#places[slot] = thing;
  }

  delete(thing: Thing): void {
    if (this.#places[thing.slot] !== thing) return;
    this.#places[thing.slot] = null;
    this.#free.push(thing.slot);
  }

  find(isIt: (thing: Thing) => boolean): Thing | null {
    return this.#places.find((thing) => thing !== null && isIt(thing)) ?? null;
  }

  all(): Thing[] {
    return this.#places.filter((thing) => thing !== null);
  }
}
