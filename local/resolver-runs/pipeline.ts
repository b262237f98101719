import type { CodeModule, RaisedError } from '../appsync-js/types.ts';
import { directError } from './direct-lambda.ts';
import { malformedRequest, type Fetcher } from './fetcher.ts';
import { errorOf, type RunState } from './run-state.ts';
import type { FieldAnswer } from './types.ts';

/** One function of a pipeline; without code its Lambda function gets the whole context. */
export interface PipelineStep {
  readonly module: CodeModule | null;
  readonly fetcher: Fetcher;
}

type StepEnd =
  | { readonly kind: 'next' | 'end'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: RaisedError | 'unauthorized' };

/**
 * The resolver's request, each function, the resolver's response; util.error and exceptions end it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-overview-js.html
 */
export async function runPipeline(
  state: RunState,
  module: CodeModule | null,
  steps: readonly PipelineStep[],
): Promise<FieldAnswer> {
  const before = module ? state.handle(module, 'request', { prev: null }) : null;
  const failed = before && errorOf(before);
  if (failed) return state.fail(failed);
  // `#return` of a template ends the resolver; an early return of code leads to its response.
  if (before?.kind === 'earlyReturn' && module?.language === 'VTL')
    return state.succeed(before.value);
  let result: unknown = before && 'value' in before ? before.value : {};
  // An early return of the resolver's own request passes over all functions.
  if (before?.kind !== 'earlyReturn') {
    for (const step of steps) {
      const end = await runStep(state, step, result);
      if (end.kind === 'failed') return state.fail(end.error);
      result = end.value;
      if (end.kind === 'end') break;
    }
  }
  if (!module) return state.succeed(result);
  const after = state.handle(module, 'response', { prev: { result }, result });
  const error = errorOf(after);
  if (error) return state.fail(error);
  return state.succeed('value' in after ? after.value : null);
}

async function runStep(
  state: RunState,
  { module, fetcher }: PipelineStep,
  previous: unknown,
): Promise<StepEnd> {
  if (!module) return await runDirectStep(state, fetcher, previous);
  const prev = { result: previous };
  const requested = state.handle(module, 'request', { prev });
  const failed = errorOf(requested);
  if (failed) return { kind: 'failed', error: failed };
  if (requested.kind === 'earlyReturn') {
    return { kind: requested.skipTo === 'END' ? 'end' : 'next', value: requested.value };
  }
  const answer = await fetcher.fetch(state, 'value' in requested ? requested.value : null);
  const malformed = malformedRequest(answer);
  if (malformed) return { kind: 'failed', error: malformed };
  const responded = state.handle(module, 'response', {
    prev,
    result: answer.result,
    error: answer.error,
  });
  const error = errorOf(responded);
  if (error) return { kind: 'failed', error };
  return { kind: 'next', value: 'value' in responded ? responded.value : null };
}

async function runDirectStep(
  state: RunState,
  fetcher: Fetcher,
  previous: unknown,
): Promise<StepEnd> {
  const { result, error } = await fetcher.fetchDirectly(state, { result: previous ?? null });
  if (error) return { kind: 'failed', error: directError(error, result) };
  return { kind: 'next', value: result };
}
