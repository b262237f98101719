import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../shared/clock.ts';
import { awsTraceHeader, createIds, type CallOrigin } from './ids.ts';
import { RawRecord, RawSpan } from './record.ts';
import { createRing, type Ring } from './ring.ts';
import { createThinning } from './thinning.ts';
import type { TraceKind } from './types.ts';

/** What a record comes from, beside what runs at its begin. */
interface Begin {
  /** @default - what runs now */
  readonly cause?: RawRecord | RawSpan | null;
  /** Ids that a caller outside sent along. */
  readonly origin?: CallOrigin | null;
}

/** Told of a record at its end; `isKept`: it can be asked for by its id. */
export type TraceListener = (record: RawRecord, isKept: boolean) => void;

/** What an engine remembers with. Parts of it that are given none remember nothing, at no cost. */
export interface Tracer {
  readonly maxBytes: number;
  readonly bytes: number;
  /** Records that fell out of memory, and those that were not kept for coming too fast. */
  readonly dropped: number;
  readonly thinned: number;
  /** The record or part of one that the running code works for; null outside. */
  current(): RawRecord | RawSpan | null;
  begin(kind: TraceKind, name: string, from?: Begin): RawRecord;
  /** Runs work, and all that it sets going, for a record or a part of one. */
  run<T>(scope: RawRecord | RawSpan, work: () => T): T;
  idOf(record: RawRecord): string;
  traceIdOf(record: RawRecord): string;
  /** What Lambda gives to a function, so that calls of its SDKs lead back to the record. */
  headerOf(record: RawRecord): string;
  /** One that still runs or is kept; null otherwise. */
  find(id: string): RawRecord | null;
  /** A running one, oldest first. */
  running(): readonly RawRecord[];
  /** Ended ones, oldest first. */
  kept(): readonly RawRecord[];
  /** @returns what ends the listening */
  listen(listener: TraceListener): () => void;
  clear(): void;
}

/** How much is remembered. */
export interface TracerOptions {
  readonly clock: Clock;
  /** Bytes that ended records may take, about. @default 4 MiB */
  readonly maxBytes?: number;
}

/** Little enough that the engine stays below its goal of 150 MB under load (docs of performance). */
const MAX_BYTES = 4 * 1024 * 1024; // 4 MiB

/** Remembers from now on. */
export function createTracer(options: TracerOptions): Tracer {
  return new MemoryTracer(options);
}

class MemoryTracer implements Tracer {
  readonly maxBytes: number;
  readonly #clock: Clock;
  readonly #scopes = new AsyncLocalStorage<RawRecord | RawSpan>();
  readonly #ids = createIds();
  readonly #ring: Ring;
  readonly #thinning = createThinning();
  readonly #running = new Set<RawRecord>();
  readonly #listeners = new Set<TraceListener>();
  #count = 0;

  constructor({ clock, maxBytes = MAX_BYTES }: TracerOptions) {
    this.#clock = clock;
    this.maxBytes = maxBytes;
    this.#ring = createRing(maxBytes);
  }

  get bytes(): number {
    return this.#ring.bytes;
  }

  get dropped(): number {
    return this.#ring.dropped;
  }

  get thinned(): number {
    return this.#thinning.refused;
  }

  current(): RawRecord | RawSpan | null {
    return this.#scopes.getStore() ?? null;
  }

  begin(kind: TraceKind, name: string, { cause, origin = null }: Begin = {}): RawRecord {
    const from = cause === undefined ? this.current() : cause;
    const parent = from ?? this.#runningOf(origin?.parentId ?? null);
    const parentRecord = parent === null ? null : recordOf(parent);
    this.#count += 1;
    const record = new RawRecord(
      {
        kind,
        name,
        at: this.#clock.now(),
        number: this.#count,
        traceId: parentRecord ? this.traceIdOf(parentRecord) : (origin?.traceId ?? null),
        causeId: parentRecord ? this.idOf(parentRecord) : (origin?.parentId ?? null),
        parent: parentRecord,
      },
      this.#onEnd,
    );
    if (parent instanceof RawSpan) (parent.causedIds ??= []).push(this.idOf(record));
    this.#running.add(record);
    return record;
  }

  run<T>(scope: RawRecord | RawSpan, work: () => T): T {
    return this.#scopes.run(scope, work);
  }

  idOf({ number }: RawRecord): string {
    return this.#ids.record(number);
  }

  traceIdOf(record: RawRecord): string {
    return (record.traceId ??= this.#ids.trace(record.number, record.at));
  }

  headerOf(record: RawRecord): string {
    return awsTraceHeader(this.traceIdOf(record), this.idOf(record));
  }

  find(id: string): RawRecord | null {
    const number = this.#ids.countOf(id);
    if (number === null) return null;
    return this.#runningOf(id) ?? this.#ring.all().findLast((one) => one.number === number) ?? null;
  }

  running(): readonly RawRecord[] {
    return [...this.#running];
  }

  kept(): readonly RawRecord[] {
    return this.#ring.all();
  }

  listen(listener: TraceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.#ring.clear();
  }

  #runningOf(id: string | null): RawRecord | null {
    const number = id === null ? null : this.#ids.countOf(id);
    if (number === null) return null;
    for (const record of this.#running) if (record.number === number) return record;
    return null;
  }

  readonly #onEnd = (record: RawRecord): void => {
    this.#running.delete(record);
    const isKept = record.outcome !== 'succeeded' || this.#thinning.admits();
    if (isKept) this.#ring.add(record);
    for (const listener of this.#listeners) listener(record, isKept);
  };
}

/** The record that a scope belongs to. */
export const recordOf = (scope: RawRecord | RawSpan): RawRecord =>
  scope instanceof RawSpan ? scope.record : scope;
