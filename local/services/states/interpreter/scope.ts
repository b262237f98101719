import type { Clock } from '../../../shared/clock.ts';
import type { StatesDefinition } from './definition.ts';
import type { QueryLanguages } from './query/query-language.ts';

/**
 * Does what the Resource of a Task says.
 * @throws StateError
 */
export type CallTask = (
  resource: string,
  argument: unknown,
  signal: AbortSignal,
) => Promise<unknown>;

/** Runs a state, and may look at what it is given and gives on. */
export type WatchState = <T extends { readonly output: unknown }>(
  state: { readonly name: string; readonly input: unknown },
  run: () => Promise<T>,
) => Promise<T>;

/** What states run with; branches and iterations have one of their own. */
export interface Scope {
  readonly clock: Clock;
  readonly callTask: CallTask;
  readonly languages: QueryLanguages;
  /** Runs each state that is entered. @default - as it is */
  readonly watch?: WatchState | undefined;
  /**
   * Runs states of a branch or an iteration.
   * @throws StateError
   */
  readonly runStates: (states: StatesDefinition, input: unknown, scope: Scope) => Promise<unknown>;
  /** Name of the language of states that say none. */
  readonly queryLanguage: string;
  /** The context object, without `State`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Set by Assign; what is below reads them, and sets its own. */
  readonly variables: Record<string, unknown>;
  /** Aborts with a StateError, or with whatever ended the execution. */
  readonly signal: AbortSignal;
}

/** A scope below, whose variables are not seen above. */
export const scopeBelow = (scope: Scope, changes: Partial<Scope> = {}): Scope => ({
  ...scope,
  variables: { ...scope.variables },
  ...changes,
});
