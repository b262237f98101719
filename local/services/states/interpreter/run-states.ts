import type { StatesDefinition } from './definition.ts';
import { runState } from './run-state.ts';
import type { Scope } from './scope.ts';
import { runtimeError } from './state-error.ts';

/**
 * Runs states from StartAt until one ends.
 * @returns its output
 * @throws StateError of a state that fails and does not catch
 */
export async function runStates(
  { StartAt, States, QueryLanguage }: StatesDefinition,
  input: unknown,
  above: Omit<Scope, 'runStates'>,
): Promise<unknown> {
  const scope = { ...above, runStates, queryLanguage: QueryLanguage ?? above.queryLanguage };
  let name = StartAt;
  let value = input;
  for (;;) {
    scope.signal.throwIfAborted();
    const state = Object.hasOwn(States, name) ? States[name] : undefined;
    if (!state) throw runtimeError(`There is no state ${name}.`);
    const entered = { name, state, input: value };
    const run = (): ReturnType<typeof runState> => runState(entered, scope);
    const { output, next } = await (scope.watch?.(entered, run) ?? run());
    if (next === null) return output;
    name = next;
    value = output;
  }
}
