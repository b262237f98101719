import type { RaisedError } from '../appsync-js/types.ts';
import {
  readStep,
  requestBefore,
  type RawSpan,
  type TraceError,
  type Tracer,
} from '../tracing/index.ts';
import type { FieldAnswer, FieldResolver, FieldRun } from './types.ts';

/** A resolver each of whose runs is a part of the record of its request. */
export function tracedField(
  tracer: Tracer,
  name: string,
  run: FieldResolver['run'],
): FieldResolver['run'] {
  const remembered = async (scope: Scope, fieldRun: FieldRun): Promise<FieldAnswer> => {
    const span = scope.begin('field', name);
    span.path = fieldRun.path;
    fieldRun.span = span;
    const answer = await run(fieldRun);
    span.end(answer.error === null ? null : failureOf(span, answer.error));
    return answer;
  };
  // No promise more for what is not recorded.
  return (fieldRun) => {
    const scope = tracer.current();
    return scope === null ? run(fieldRun) : remembered(scope, fieldRun);
  };
}

type Scope = NonNullable<ReturnType<Tracer['current']>>;

/** The innermost thing that failed: what a function threw, else who asked what was refused, or gave up. */
function failureOf(span: RawSpan, error: NonNullable<FieldAnswer['error']>): TraceError {
  const parts = span.record.spans.filter(({ parent }) => parent === span.number);
  const asked = parts.findLast(({ kind }) => kind === 'data-source');
  const refused = asked?.error ?? null;
  if (refused?.source) return refused;
  const step = parts.findLast((part) => part.step !== null);
  const own = step?.step ? readStep(step.step).error : null;
  const { message, errorType: type } = raisedOf(error);
  const gaveUp = own?.source ?? null;
  // What was refused, and only handed on, lies in what was asked.
  const isHandedOn = refused !== null && (own === null || own.message === refused.message);
  const asking = isHandedOn ? requestBefore(asked) : null;
  const source = asking?.source?.() ?? gaveUp ?? step?.source?.() ?? null;
  const stack = asking && source !== null && gaveUp !== null ? [source, gaveUp] : own?.stack;
  return {
    type,
    message,
    source,
    ...(refused !== null && !isHandedOn && { cause: causeOf(refused) }),
    ...(stack && { stack }),
  };
}

/** What the handler says may be for callers only. */
const causeOf = ({ type, message }: TraceError): string =>
  type === null ? message : `${type}: ${message}`;

const raisedOf = (
  error: NonNullable<FieldAnswer['error']>,
): Pick<RaisedError, 'message' | 'errorType'> =>
  error === 'unauthorized'
    ? { message: 'util.unauthorized was called', errorType: 'Unauthorized' }
    : error;

/** The data source span of a fetch, ended with what was answered. */
export async function tracedFetch<Answer extends { readonly error: DataSourceFailure }>(
  parent: Pick<RawSpan, 'begin'>,
  name: string,
  fetch: (span: RawSpan) => Promise<Answer>,
): Promise<Answer> {
  const span = parent.begin('data-source', name);
  const answer = await fetch(span);
  const { error } = answer;
  // What is known from within is more than what came out.
  span.end(error === null ? null : (span.error ?? { ...error, source: null }));
  return answer;
}

type DataSourceFailure = { readonly message: string; readonly type: string | null } | null;
