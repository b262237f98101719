import type { CodeModule } from '../appsync-js/types.ts';
import type { DataSourceAnswer } from '../data-sources/types.ts';
import { isObject } from '../shared/is-object.ts';
import { errorOf, type RunState } from './run-state.ts';
import type { FieldAnswer } from './types.ts';

/** Whether a unit resolver's mapping template asks for the behaviour of the first version. */
export const isOfFirstVersion = (module: CodeModule, request: unknown): boolean =>
  module.language === 'VTL' && isObject(request) && request.version === '2017-02-28';

/**
 * Ends a run as mapping templates of version 2017-02-28 do: null is the answer without the response
 * template, and a failed call is an error that has its value as `data`. Null: it goes on as others do.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-changelog.html
 */
export function endOfFirstVersion(
  state: RunState,
  module: CodeModule,
  { result, error }: DataSourceAnswer,
): FieldAnswer | null {
  if (!error) return result === null || result === undefined ? state.succeed(null) : null;
  const responded = state.handle(module, 'response', { prev: null, result, error });
  const raised = errorOf(responded);
  if (raised) return state.fail(raised);
  const data = 'value' in responded ? (responded.value ?? null) : null;
  return state.fail({ message: error.message, errorType: error.type, data, errorInfo: null });
}
