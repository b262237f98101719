import type { RaisedError } from '../appsync-js/types.ts';
import { readStep, type RawSpan, type TraceError, type Tracer } from '../tracing/index.ts';
import type { FieldAnswer, FieldResolver } from './types.ts';

/** A resolver each of whose runs is a part of the record of its request. */
export function tracedField(
  tracer: Tracer,
  name: string,
  run: FieldResolver['run'],
): FieldResolver['run'] {
  return async (fieldRun) => {
    const scope = tracer.current();
    if (scope === null) return run(fieldRun);
    const span = scope.begin('field', name);
    span.path = fieldRun.path;
    fieldRun.span = span;
    const answer = await run(fieldRun);
    span.end(answer.error === null ? null : failureOf(span, answer.error));
    return answer;
  };
}

/** The innermost thing that failed: what a function threw, else where the resolver gave up. */
function failureOf(span: RawSpan, error: NonNullable<FieldAnswer['error']>): TraceError {
  const parts = span.record.spans.filter(({ parent }) => parent === span.number);
  const thrown = parts.findLast(({ kind }) => kind === 'data-source')?.error;
  const step = parts.findLast((part) => part.step !== null)?.step;
  const own = step ? readStep(step).error : null;
  if (thrown?.source) return thrown;
  const { message, errorType: type } = raisedOf(error);
  return { type, message, source: own?.source ?? null };
}

const raisedOf = (
  error: NonNullable<FieldAnswer['error']>,
): Pick<RaisedError, 'message' | 'errorType'> =>
  error === 'unauthorized'
    ? { message: 'util.unauthorized was called', errorType: 'Unauthorized' }
    : error;

/** The data source span of a fetch, ended with what was answered. */
export async function tracedFetch<Answer extends { readonly error: DataSourceFailure }>(
  parent: RawSpan,
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
