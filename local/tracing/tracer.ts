import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../shared/clock.ts';
import { awsTraceHeader, createIds, type CallOrigin } from './ids.ts';
import { RawRecord, RawSpan } from './record.ts';
import { createRing, type Ring } from './ring.ts';
import { Slots } from '../shared/slots.ts';
import { createThinning } from './thinning.ts';
import type { TraceKind } from './types.ts';
import { Writes, type Writer } from './writes.ts';

/** Scope of what is not recorded. */
const SKIPPED = Symbol('skipped');

/** What a record comes from, beside what runs at its begin. */
interface Begin {
  /** @default - what runs now */
  readonly cause?: RawRecord | RawSpan | null;
  /** Ids that a caller outside sent along. */
  readonly origin?: CallOrigin | null;
}

/** Told of a record at its end. */
export type TraceListener = (record: RawRecord) => void;

/** What an engine remembers with. Parts of it that are given none remember nothing, at no cost. */
export interface Tracer {
  /** Leads from streams to what wrote. */
  readonly writes: Writes;
  /** Leads from messages of queues, by their ids, to what sent them. */
  readonly messages: Map<string, Writer>;
  readonly maxBytes: number;
  readonly bytes: number;
  /** Records that fell out of memory. */
  readonly dropped: number;
  /** What was not recorded for coming too fast. */
  readonly thinned: number;
  /** Whether there is time to record what comes from outside: under load, little of it is. */
  admits(): boolean;
  /** The record or part of one that the running code works for; null outside. */
  current(): RawRecord | RawSpan | null;
  begin(kind: TraceKind, name: string, from?: Begin): RawRecord;
  /** The same of what other things set going too; null when those are not recorded. */
  beginBelow(kind: TraceKind, name: string): RawRecord | null;
  /** Runs work of which nothing is recorded, nor of all that it sets going. */
  skip<T>(work: () => T): T;
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
  /** Bytes that ended records may take, about. @default 2 MiB */
  readonly maxBytes?: number;
}

/** Little enough that the engine stays below its goal of 150 MB under load (docs of performance). */
const MAX_BYTES = 2 * 1024 * 1024; // 2 MiB

/** Remembers from now on. */
export function createTracer(options: TracerOptions): Tracer {
  return new MemoryTracer(options);
}

class MemoryTracer implements Tracer {
  readonly writes = new Writes();
  readonly messages = new Map<string, Writer>();
  readonly maxBytes: number;
  readonly #clock: Clock;
  readonly #scopes = new AsyncLocalStorage<RawRecord | RawSpan | typeof SKIPPED>();
  readonly #ids = createIds();
  readonly #ring: Ring;
  readonly #thinning = createThinning();
  readonly #running = new Slots<RawRecord>();
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
    const scope = this.#scopes.getStore();
    return scope === undefined || scope === SKIPPED ? null : scope;
  }

  admits(): boolean {
    return this.#thinning.admits();
  }

  skip<T>(work: () => T): T {
    // Under load nothing is admitted that would begin by itself below, and a scope of each request costs.
    if (this.#thinning.isLoad) return work();
    return this.#scopes.run(SKIPPED, work);
  }

  beginBelow(kind: TraceKind, name: string): RawRecord | null {
    const scope = this.#scopes.getStore();
    if (scope === SKIPPED || (scope === undefined && !this.#admitsAlone())) return null;
    return this.begin(kind, name);
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
    return this.#running.all().toSorted((one, other) => one.number - other.number);
  }

  kept(): readonly RawRecord[] {
    return this.#ring.all();
  }

  listen(listener: TraceListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.writes.clear();
    this.messages.clear();
    this.#ring.clear();
    // Who forgets what was wants to see what comes.
    this.#thinning.restart();
  }

  /** What a request set going that is not recorded is not counted once more. */
  #admitsAlone(): boolean {
    return !this.#thinning.isLoad && this.admits();
  }

  #runningOf(id: string | null): RawRecord | null {
    const number = id === null ? null : this.#ids.countOf(id);
    if (number === null) return null;
    return this.#running.find((record) => record.number === number);
  }

  readonly #onEnd = (record: RawRecord): void => {
    this.#running.delete(record);
    this.#ring.add(record);
    for (const listener of this.#listeners) listener(record);
  };
}

/** Headers that lead a call over HTTP back to what runs now; none where nothing is recorded. */
export function traceHeaders(tracer: Tracer | undefined): Readonly<Record<string, string>> {
  const scope = tracer?.current() ?? null;
  return tracer && scope ? { 'x-amzn-trace-id': tracer.headerOf(recordOf(scope)) } : {};
}

/** The record that a scope belongs to. */
export const recordOf = (scope: RawRecord | RawSpan): RawRecord =>
  scope instanceof RawSpan ? scope.record : scope;
