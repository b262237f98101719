import { createHash } from 'node:crypto';
import type { Span, TraceError, TraceRecord } from '../types.ts';
import { withoutPersonal } from '../terminal/masking.ts';
import { attributes, recordAttributes, spanAttributes, type Attribute } from './attributes.ts';

/** OTLP's numbers. https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const STATUS = { unset: 0, error: 2 } as const;

/** A span in OTLP's JSON: ids in hexadecimal, times in nanoseconds, as texts. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events?: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes: readonly Attribute[];
  }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code: number; readonly message?: string };
}

const KINDS: Readonly<Record<TraceRecord['kind'], number>> = {
  request: KIND.server,
  subscription: KIND.server,
  delivery: KIND.producer,
  publish: KIND.server,
  invocation: KIND.server,
  cognito: KIND.server,
  mail: KIND.producer,
  stream: KIND.consumer,
  queue: KIND.consumer,
  event: KIND.consumer,
  schedule: KIND.consumer,
  execution: KIND.server,
  call: KIND.server,
};

/** A record and its parts; values of people only where they are asked for. */
export function spansOf(record: TraceRecord, showsValues: boolean): readonly OtlpSpan[] {
  const { traceId, id, causeId, otherCauseIds } = record;
  const links = otherCauseIds.map((spanId) => ({ traceId, spanId }));
  const whole: OtlpSpan = {
    traceId,
    spanId: id,
    ...(causeId !== null && { parentSpanId: parentOf(record, causeId) }),
    name: record.name,
    kind: KINDS[record.kind],
    ...times(record),
    attributes: recordAttributes(record, showsValues),
    events: [
      ...record.logs.map(({ at, level, source, text }) => ({
        timeUnixNano: nanoseconds(at),
        name: 'log',
        attributes: attributes({
          'log.severity': level,
          'code.namespace': source,
          message: showsValues ? text : withoutPersonal(text),
        }),
      })),
      ...record.errors.map((error) => exceptionOf(error, record, showsValues)),
    ],
    ...(links.length > 0 && { links }),
    status: statusOf(record.error, showsValues),
  };
  return [whole, ...record.spans.map((span) => partOf(span, record, showsValues))];
}

/** The part of the cause that set it going, if that is known. */
function parentOf({ cause }: TraceRecord, causeId: string): string {
  return cause?.id ?? causeId;
}

function partOf(span: Span, record: TraceRecord, showsValues: boolean): OtlpSpan {
  const { id, parentId, kind, name, error } = span;
  return {
    traceId: record.traceId,
    spanId: partId(record.id, id),
    parentSpanId: parentId === null ? record.id : partId(record.id, parentId),
    name,
    kind: kind === 'call' || kind === 'data-source' ? KIND.client : KIND.internal,
    ...times(span),
    attributes: spanAttributes(span),
    ...(error && { events: [exceptionOf(error, span, showsValues)] }),
    status: statusOf(error ?? null, showsValues),
  };
}

/** Parts are numbered within their record; OTLP wants 8 bytes that nothing else has. */
const partId = (recordId: string, id: string): string =>
  createHash('sha256').update(`${recordId} ${id}`).digest('hex').slice(0, 16);

function times({ at, ms }: { readonly at: number; readonly ms: number | null }) {
  return { startTimeUnixNano: nanoseconds(at), endTimeUnixNano: nanoseconds(at + (ms ?? 0)) };
}

/** More digits than a number holds. */
const nanoseconds = (ms: number): string =>
  `${Math.floor(ms)}${String(Math.floor((ms % 1) * 1_000_000)).padStart(6, '0')}`;

/** https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/ */
function exceptionOf(
  { type, message, source, stack }: TraceError,
  { at, ms }: { readonly at: number; readonly ms: number | null },
  showsValues: boolean,
) {
  return {
    timeUnixNano: nanoseconds(at + (ms ?? 0)),
    name: 'exception',
    attributes: attributes({
      'exception.type': type,
      'exception.message': showsValues ? message : withoutPersonal(message),
      'exception.stacktrace': stack?.join('\n') ?? source,
    }),
  };
}

function statusOf(error: TraceError | null, showsValues: boolean): OtlpSpan['status'] {
  if (error === null) return { code: STATUS.unset };
  const { message } = error;
  return { code: STATUS.error, message: showsValues ? message : withoutPersonal(message) };
}
