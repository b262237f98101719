import type { Caller } from '../shared/identity.ts';
import { hintsOf } from './hints.ts';
import type { LoggedApi } from './logged-api.ts';
import type {
  RawStep,
  SpanKind,
  TraceError,
  TraceHint,
  TraceKind,
  TraceLog,
  TraceOutcome,
  TraceRecord,
} from './types.ts';

/** JSON text as it was anyway at hand: nothing is written or read anew before somebody looks. */
export type Payload = string | null;

/** Bytes that a record and a span take beside their texts. */
const RECORD_BYTES = 700;
const SPAN_BYTES = 250;

/** One part of a record. A class: thousands of them have one hidden class. */
export class RawSpan {
  readonly record: RawRecord;
  readonly number: number;
  readonly parent: number | null;
  readonly kind: SpanKind;
  readonly name: string;
  /** By performance.now(). */
  readonly begun: number;
  ms: number | null = null;
  request: Payload = null;
  response: Payload = null;
  step: RawStep | null = null;
  /** Where the field stands in the answer; the last step first. */
  path: PathStep | undefined = undefined;
  /** Where its code begins; found when somebody looks. */
  source: (() => string) | null = null;
  error: TraceError | null = null;
  read = 0;
  write = 0;
  causedIds: string[] | null = null;

  constructor(record: RawRecord, parent: RawSpan | null, kind: SpanKind, name: string) {
    this.record = record;
    this.number = record.spans.length + 1;
    this.parent = parent === null ? null : parent.number;
    this.kind = kind;
    this.name = name;
    this.begun = performance.now();
    record.bytes += SPAN_BYTES;
    record.spans.push(this);
  }

  begin(kind: SpanKind, name: string): RawSpan {
    return new RawSpan(this.record, this, kind, name);
  }

  keep(request: Payload, response: Payload): void {
    this.request = request;
    this.response = response;
    this.record.bytes += (request?.length ?? 0) + (response?.length ?? 0);
  }

  keepStep(step: RawStep, source: () => string): void {
    this.step = step;
    this.source = source;
    this.record.bytes += step.input.length + step.output.length;
  }

  end(error: TraceError | null = null): void {
    this.ms = performance.now() - this.begun;
    if (error !== null) this.error = error;
  }

  addUnits(read: number, write: number): void {
    this.read += read;
    this.write += write;
    this.record.addUnits(read, write);
  }
}

/** A step of a path in an answer. */
export interface PathStep {
  readonly prev: PathStep | undefined;
  readonly key: string | number;
}

/** What a record is begun with. */
export interface RecordStart {
  readonly kind: TraceKind;
  readonly name: string;
  /** By the engine's clock. */
  readonly at: number;
  readonly number: number;
  readonly traceId: string | null;
  readonly causeId: string | null;
  readonly parent: RawRecord | null;
}

/** What is remembered of one thing, in the form it came in; describe.ts makes it readable. */
export class RawRecord {
  readonly kind: TraceKind;
  name: string;
  readonly at: number;
  readonly begun = performance.now();
  readonly number: number;
  /** Its place among those that run. */
  slot = -1;
  traceId: string | null;
  causeId: string | null;
  otherCauseIds: readonly string[] = [];
  causeIs: TraceRecord['causeIs'];
  ms: number | null = null;
  outcome: TraceOutcome = 'running';
  caller: Caller | string | null = null;
  request: Payload = null;
  response: Payload = null;
  /** Objects, for what is no text; cut to a bounded size. */
  spans: RawSpan[] = [];
  logs: TraceLog[] = [];
  errors: readonly TraceError[] = [];
  hints: readonly TraceHint[] = [];
  /** Told in the terminal although it succeeded. */
  isNotable = false;
  /** Of an invocation, where its handler begins; found when somebody looks. */
  place: (() => string | null) | null = null;
  read = 0;
  write = 0;
  bytes = RECORD_BYTES;
  isCut = false;
  /** Request id of AWS's answers and logs. */
  requestId: string | null = null;
  /** The API that logs it; null for what no API does. */
  api: LoggedApi | null = null;
  /** What does the same once more, and gives nothing back; null when nothing can. */
  again: (() => Promise<unknown>) | null = null;
  /** Why it cannot be done again. */
  notAgain = 'only requests and invocations can be done again';
  /** Told of units while it runs: what waits for this. */
  #parent: RawRecord | null;
  #onEnd: (record: RawRecord) => void;

  constructor(start: RecordStart, onEnd: (record: RawRecord) => void) {
    this.kind = start.kind;
    this.name = start.name;
    this.at = start.at;
    this.number = start.number;
    this.traceId = start.traceId;
    this.causeId = start.causeId;
    this.causeIs = start.causeId === null ? null : 'certain';
    this.#parent = start.parent;
    this.#onEnd = onEnd;
  }

  begin(kind: SpanKind, name: string): RawSpan {
    return new RawSpan(this, null, kind, name);
  }

  addUnits(read: number, write: number): void {
    this.read += read;
    this.write += write;
    if (this.#parent?.outcome === 'running') this.#parent.addUnits(read, write);
  }

  /** A value, as JSON no longer than records may keep of one. */
  keepRequest(value: Payload): void {
    this.request = this.#cut(value);
  }

  keepResponse(value: Payload): void {
    this.response = this.#cut(value);
  }

  #cut(text: Payload): Payload {
    if (text === null) return null;
    if (text.length <= MAX_TEXT) {
      this.bytes += text.length;
      return text;
    }
    this.isCut = true;
    this.bytes += MAX_TEXT;
    return JSON.stringify(`${text.slice(0, MAX_TEXT)}… (${text.length} characters)`);
  }

  log(level: TraceLog['level'], source: string, text: string): void {
    if (this.logs.length >= MAX_LOGS) {
      this.isCut = true;
      return;
    }
    const kept = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
    this.bytes += kept.length + 100;
    this.logs.push({ at: this.at + (performance.now() - this.begun), level, source, text: kept });
  }

  /** Once; what comes later is not heard. */
  end(outcome: Exclude<TraceOutcome, 'running'>, errors: readonly TraceError[] = []): void {
    if (this.ms !== null) return;
    this.ms = performance.now() - this.begun;
    this.outcome = outcome;
    this.errors = errors;
    this.hints = hintsOf(this);
    for (const { text } of this.hints) this.bytes += text.length + 100;
    for (const error of errors) this.bytes += error.message.length + 200;
    this.#parent = null;
    this.#onEnd(this);
  }

  /** Gives up all that takes memory: something may hold it longer than the engine wants. */
  release(): void {
    this.spans = [];
    this.logs = [];
    this.errors = [];
    this.hints = [];
    this.request = null;
    this.response = null;
    this.again = null;
    this.place = null;
    this.notAgain = 'it is no longer in memory';
  }
}

/** Characters of one value. */
const MAX_TEXT = 262_144; // 256 Ki
const MAX_LOGS = 1_000;
const MAX_LINE = 10_000;
