import type { RaisedError } from '../appsync-js/types.ts';
import type { DataSourceAnswer } from '../data-sources/types.ts';
import type { RunState } from './run-state.ts';

/**
 * A call of a function that serves a resolver without code: its event is the whole context.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html
 */
export class LambdaContextCall {
  readonly event: Readonly<Record<string, unknown>>;

  /** @param prev what the function before returned; undefined in unit resolvers */
  constructor(state: RunState, prev: unknown) {
    const { run, stash } = state;
    this.event = {
      arguments: run.arguments,
      identity: run.caller.identity,
      source: run.source ?? null,
      request: run.request,
      prev: prev === undefined ? null : { result: prev },
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

  /** One element of a batch answer: `{data, errorMessage?, errorType?}`; other keys are ignored. */
  unwrapBatchElement(answer: DataSourceAnswer): DataSourceAnswer {
    const { result, error } = answer;
    if (error || result === null || typeof result !== 'object') return answer;
    const { data, errorMessage, errorType } = result as Readonly<Record<string, unknown>>;
    if (errorMessage === undefined || errorMessage === null) return { result: data, error: null };
    const type = typeof errorType === 'string' ? errorType : 'Lambda:Unhandled';
    return {
      result: data,
      error: {
        message: typeof errorMessage === 'string' ? errorMessage : JSON.stringify(errorMessage),
        type,
        functionErrorType: type,
      },
    };
  }
}

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
