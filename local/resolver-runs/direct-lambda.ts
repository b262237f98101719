import type { RaisedError } from '../appsync-js/types.ts';
import type { DataSourceAnswer } from '../data-sources/types.ts';
import type { RunState } from './run-state.ts';

/**
 * The event of a function that serves a resolver without code: the whole context.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html
 * @param prev what the function before returned; null in unit resolvers
 */
export function directEvent(
  { run, stash, arguments: own }: RunState,
  prev: { readonly result: unknown } | null,
): Readonly<Record<string, unknown>> {
  return {
    arguments: own,
    identity: run.caller.identity,
    source: run.source ?? null,
    request: run.request,
    prev,
    info: {
      selectionSetList: run.info.selectionSetList,
      selectionSetGraphQL: run.info.selectionSetGraphQL,
      fieldName: run.info.fieldName,
      parentTypeName: run.info.parentTypeName,
      variables: run.info.variables,
    },
    stash,
  };
}

/** One element of a batch answer: `{data, errorMessage?, errorType?}`; all else is ignored. */
export function unwrapBatchElement(answer: DataSourceAnswer): DataSourceAnswer {
  const { result, error } = answer;
  if (error) return answer;
  const isObject = result !== null && typeof result === 'object';
  const { data, errorMessage, errorType } = (isObject ? result : {}) as Readonly<
    Record<string, unknown>
  >;
  if ((errorMessage ?? null) === null) return { result: data ?? null, error: null };
  const type = (errorType ?? null) === null ? null : textOf(errorType);
  return { result: data, error: { message: textOf(errorMessage), type } };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What AppSync raises when the function of a direct Lambda resolver failed. */
export function directError(
  { message, type, functionErrorType }: NonNullable<DataSourceAnswer['error']>,
  data: unknown,
): RaisedError {
  // A plain Error says nothing of its kind.
  const errorType = functionErrorType && functionErrorType !== 'Error' ? functionErrorType : type;
  const isRefusal = errorType === 'UnauthorizedException';
  return {
    message: isRefusal ? 'You are not authorized to make this call.' : message,
    errorType,
    data: data ?? null,
    errorInfo: null,
  };
}
