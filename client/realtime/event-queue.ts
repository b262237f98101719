/** What was read from a queue, in the form of an iterator. */
type Waiter<Value> = {
  readonly resolve: (result: IteratorResult<Value, undefined>) => void;
  readonly reject: (error: Error) => void;
};

/** Values between a socket, which pushes, and a `for await`, which pulls. */
export class EventQueue<Value> {
  readonly #values: Value[] = [];
  readonly #waiters: Waiter<Value>[] = [];
  #end: { readonly error?: Error } | null = null;

  /** Values that nobody has read yet. */
  get size(): number {
    return this.#values.length;
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  push(value: Value): void {
    if (this.#end !== null) return;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#values.push(value);
    else waiter.resolve({ done: false, value });
  }

  /** No more values come. The reader still gets those that wait, then the error if there is one. */
  end(failure: { readonly error?: Error } = {}): void {
    if (this.#end !== null) return;
    this.#end = failure;
    for (const waiter of this.#waiters.splice(0)) {
      if (failure.error) {
        // One reader is told; an error is not repeated.
        this.#end = {};
        waiter.reject(failure.error);
      } else {
        waiter.resolve({ done: true, value: undefined });
      }
    }
  }

  /** Forgets what waits: the reader has left. */
  clear(): void {
    this.#values.length = 0;
    this.#end = {};
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    const value = this.#values.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    if (this.#end === null) {
      return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
    }
    const failure = this.#end;
    this.#end = {};
    return failure.error
      ? Promise.reject(failure.error)
      : Promise.resolve({ done: true, value: undefined });
  }
}
