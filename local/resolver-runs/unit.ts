import type { CodeModule } from '../appsync-js/types.ts';
import { directError } from './direct-lambda.ts';
import { endOfFirstVersion, isOfFirstVersion } from './first-version.ts';
import { malformedRequest, type Fetcher } from './fetcher.ts';
import { errorOf, type RunState } from './run-state.ts';
import type { FieldAnswer } from './types.ts';

/**
 * request, data source, response. The response handler runs whatever the data source said.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html
 */
export async function runUnit(
  state: RunState,
  module: CodeModule,
  fetcher: Fetcher,
): Promise<FieldAnswer> {
  const requested = state.handle(module, 'request', { prev: null });
  const failed = errorOf(requested);
  if (failed) return state.fail(failed);
  if (requested.kind === 'earlyReturn') return state.succeed(requested.value);
  if (requested.kind !== 'returned') return state.succeed(null);
  const answer = await fetcher.fetch(state, requested.value);
  const malformed = malformedRequest(answer);
  if (malformed) return state.fail(malformed);
  if (isOfFirstVersion(module, requested.value)) {
    const end = endOfFirstVersion(state, module, answer);
    if (end) return end;
  }
  const responded = state.handle(module, 'response', {
    prev: null,
    result: answer.result,
    error: answer.error,
  });
  const error = errorOf(responded);
  if (error) return state.fail(error);
  return state.succeed('value' in responded ? responded.value : null);
}

/** A unit resolver without code on a Lambda function. */
export async function runDirectLambda(state: RunState, fetcher: Fetcher): Promise<FieldAnswer> {
  const { result, error } = await fetcher.fetchDirectly(state, null);
  return error ? state.fail(directError(error, result)) : state.succeed(result);
}
