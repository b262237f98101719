import { describeCaller } from './describe-caller.ts';
import { readStep, type ReadStep } from './read-step.ts';
import type { PathStep, Payload, RawRecord, RawSpan } from './record.ts';
import type { Tracer } from './tracer.ts';
import type { Span, TraceLog, TraceRecord, TraceSummary } from './types.ts';

/** A record's line. */
export function summaryOf(record: RawRecord, tracer: Tracer): TraceSummary {
  return {
    id: tracer.idOf(record),
    traceId: tracer.traceIdOf(record),
    causeId: record.causeId,
    kind: record.kind,
    name: record.name,
    at: record.at,
    ms: record.ms,
    outcome: record.outcome,
    caller: describeCaller(record.caller),
    units: { read: record.read, write: record.write },
    error: record.errors[0] ?? null,
    hints: record.hints,
  };
}

/** All of a record. */
export function describeRecord(record: RawRecord, tracer: Tracer): TraceRecord {
  const id = tracer.idOf(record);
  const cause = record.causeId === null ? null : tracer.find(record.causeId);
  const caused = [...tracer.kept(), ...tracer.running()].filter(
    ({ causeId, otherCauseIds }) => causeId === id || otherCauseIds.includes(id),
  );
  const steps = new Map(
    record.spans.flatMap((span) => (span.step ? [[span.number, readStep(span.step)]] : [])),
  );
  return {
    ...summaryOf(record, tracer),
    spans: record.spans.map((span) => describeSpan(span, record, steps)),
    logs: [...record.logs, ...logsOf(record, steps)].toSorted((one, other) => one.at - other.at),
    request: valueOf(record.request),
    response: valueOf(record.response),
    errors: record.errors,
    cause: cause && summaryOf(cause, tracer),
    otherCauseIds: record.otherCauseIds,
    causeIs: record.causeIs,
    apiId: record.api?.apiId ?? null,
    requestId: record.requestId,
    caused: caused.map((one) => summaryOf(one, tracer)),
    replay: record.again ? { can: true } : { can: false, reason: record.notAgain },
    isCut: record.isCut,
  };
}

type Steps = ReadonlyMap<number, ReadStep>;

const timeOf = (span: RawSpan, { at, begun }: RawRecord): number => at + (span.begun - begun);

function describeSpan(span: RawSpan, record: RawRecord, steps: Steps): Span {
  const { number, parent, kind, name, ms, read, write, source, causedIds } = span;
  const step = steps.get(number);
  const error = span.error ?? step?.error ?? null;
  const [request, response] = valuesOf(span, record, steps);
  return {
    id: String(number),
    parentId: parent === null ? null : String(parent),
    kind,
    name,
    at: timeOf(span, record),
    ms,
    ...(request !== undefined && { request }),
    ...(response !== undefined && { response }),
    ...(step && { stash: step.stash }),
    ...(read + write > 0 && { units: { read, write } }),
    ...(error && { error: withPath(error, span.path) }),
    ...(source && { source: source() }),
    ...(span.path && { path: pathText(span.path) }),
    ...(causedIds && { causedIds }),
  };
}

const withPath = (error: NonNullable<Span['error']>, path: PathStep | undefined): Span['error'] =>
  path === undefined ? error : { ...error, path: pathText(path) };

/** What it was asked and answered; a data source's are in the handlers before and behind it. */
function valuesOf(span: RawSpan, record: RawRecord, steps: Steps): [unknown, unknown] {
  const step = steps.get(span.number);
  if (step) return [step.context, step.value];
  const own: [unknown, unknown] = [valueOf(span.request), valueOf(span.response)];
  if (span.kind !== 'data-source' || span.request !== null) return own;
  const siblings = record.spans.filter(({ parent }) => parent === span.parent);
  const before = siblings.findLast(({ number, step: one }) => one && number < span.number);
  const behind = siblings.find(({ number, step: one }) => one && number > span.number);
  const { result, error } = steps.get(behind?.number ?? 0)?.context ?? {};
  const answered = error === undefined ? result : { result, error };
  return [steps.get(before?.number ?? 0)?.value, own[1] ?? answered];
}

function logsOf(record: RawRecord, steps: Steps): TraceLog[] {
  return record.spans.flatMap((span) =>
    (steps.get(span.number)?.logs ?? []).map(({ level, text }) => ({
      at: timeOf(span, record),
      level: level === 'ERROR' ? ('error' as const) : ('info' as const),
      source: span.name.replace(/^.* of /, ''),
      text,
    })),
  );
}

/** `listUsers.items.3.email`. */
export function pathText(path: PathStep | undefined): string {
  const keys: (string | number)[] = [];
  for (let step = path; step; step = step.prev) keys.unshift(step.key);
  return keys.join('.');
}

function valueOf(payload: Payload): unknown {
  if (payload === null) return null;
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return payload;
  }
}
