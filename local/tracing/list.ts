import { summaryOf } from './describe.ts';
import type { Tracer } from './tracer.ts';
import type { TraceKind, TraceList, TraceOutcome, TraceSummary } from './types.ts';

const KINDS: Readonly<Record<TraceKind, true>> = {
  request: true,
  subscription: true,
  delivery: true,
  publish: true,
  invocation: true,
  cognito: true,
  mail: true,
  stream: true,
  queue: true,
  event: true,
  schedule: true,
  execution: true,
  call: true,
};
const OUTCOMES: Readonly<Record<TraceOutcome, true>> = {
  running: true,
  succeeded: true,
  failed: true,
  refused: true,
};
const USUAL_LIMIT = 100;
const MAX_LIMIT = 1_000;

/**
 * Records that fit the query, newest first.
 * @param query `after`, `before` (ids), `limit` (100, at most 1,000), `kind`, `outcome` (several with
 * commas), `text` (in name, caller, error, what is odd, or id of the trace)
 */
export function listTraces(
  tracer: Tracer,
  query: URLSearchParams,
): TraceList | { readonly problem: string } {
  const limit = Number(query.get('limit') ?? USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return { problem: `limit is a whole number from 1 to ${MAX_LIMIT}.` };
  }
  const kinds = namesIn(query, 'kind', KINDS);
  if ('problem' in kinds) return kinds;
  const outcomes = namesIn(query, 'outcome', OUTCOMES);
  if ('problem' in outcomes) return outcomes;
  const text = (query.get('text') ?? '').toLowerCase();
  // Ids of one engine are of one length and count up.
  const after = query.get('after') ?? '';
  const before = query.get('before') ?? '~';
  const all = [...tracer.kept(), ...tracer.running()]
    .map((record) => summaryOf(record, tracer))
    .toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const records = all.filter(
    (one) =>
      one.id > after &&
      one.id < before &&
      (kinds.names.size === 0 || kinds.names.has(one.kind)) &&
      (outcomes.names.size === 0 || outcomes.names.has(one.outcome)) &&
      (text === '' || textOf(one).includes(text)),
  );
  const { bytes, maxBytes, dropped, thinned } = tracer;
  const newest = all[0]?.id ?? null;
  return { records: records.slice(0, limit), newest, dropped, thinned, bytes, maxBytes };
}

function namesIn(
  query: URLSearchParams,
  parameter: string,
  known: Readonly<Record<string, true>>,
): { readonly names: ReadonlySet<string> } | { readonly problem: string } {
  const names = (query.get(parameter) ?? '').split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return { names: new Set(names) };
  return { problem: `${parameter} ${unknown} is none of ${Object.keys(known).join(', ')}.` };
}

const textOf = ({ name, caller, error, hints, id, traceId, kind }: TraceSummary): string =>
  [name, caller, error?.type, error?.message, ...hints.map(({ text }) => text), id, traceId, kind]
    .join('\n')
    .toLowerCase();
