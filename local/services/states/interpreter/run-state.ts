import { kinds } from './kinds/index.ts';
import type { Step, StateRun } from './kinds/kind.ts';
import type { State } from './definition.ts';
import { pause } from './pause.ts';
import { languageOf } from './query/query-language.ts';
import { createRetries } from './retries.ts';
import type { Scope } from './scope.ts';
import { errorOutput, fits, runtimeError, StateError } from './state-error.ts';

interface Entered {
  readonly name: string;
  readonly state: State;
  readonly input: unknown;
}

/**
 * Runs one state, again as its Retry says; what fails for good goes on where its Catch says.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function runState({ name, state, input }: Entered, scope: Scope): Promise<Step> {
  const kind = kinds.get(String(state['Type']));
  if (!kind) throw runtimeError(`The state ${name} is of the type ${String(state['Type'])}.`);
  const language = languageOf(state, scope);
  const retries = createRetries(state);
  const EnteredTime = new Date(scope.clock.now()).toISOString();
  for (let RetryCount = 0; ; RetryCount += 1) {
    const context = { ...scope.context, State: { Name: name, EnteredTime, RetryCount } };
    const run: StateRun = {
      name,
      state,
      scope,
      language,
      moment: { input, context, variables: scope.variables },
    };
    try {
      return await kind(run);
    } catch (error) {
      if (scope.signal.aborted || !(error instanceof StateError)) throw error;
      const wait = retries(error);
      if (wait === null) return await caught(run, error);
      await pause(scope.clock, wait, scope.signal);
    }
  }
}

async function caught(
  { state, scope, language, moment }: StateRun,
  error: StateError,
): Promise<Step> {
  const catchers = Array.isArray(state['Catch']) ? (state['Catch'] as State[]) : [];
  const catcher = catchers.find(({ ErrorEquals }) => fits(ErrorEquals, error));
  if (!catcher) throw error;
  const told = { ...moment, errorOutput: errorOutput(error) };
  const assigned = await language.assigned(catcher['Assign'], told);
  const output = await language.caught(catcher, told);
  Object.assign(scope.variables, assigned);
  return { output, next: String(catcher['Next']) };
}
