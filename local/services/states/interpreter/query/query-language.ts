import type { State } from '../definition.ts';
import { runtimeError } from '../state-error.ts';

/** What can be asked for in a state. */
export interface Moment {
  readonly input: unknown;
  /** The context object. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Once there is one. */
  readonly result?: unknown;
  /** Of what a Catch is for. */
  readonly errorOutput?: unknown;
}

/**
 * How a state says what it takes of its data.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 * What a method gives may be a promise of it.
 * @throws StateError
 */
export interface QueryLanguage {
  /** What a Task or Parallel is given. */
  argument(state: State, moment: Moment): unknown;
  /** What a Map goes through. */
  items(state: State, moment: Moment): unknown;
  /** What an iteration is given, of an item that the context names. */
  item(state: State, moment: Moment, value: unknown): unknown;
  /** A field that is given or computed: `Seconds`, `TimeoutSeconds`, `Cause`. */
  field(state: State, name: string, moment: Moment): unknown;
  /** What the state takes of its raw result. */
  result(state: State, moment: Moment): unknown;
  /** What a state with a result gives on. */
  output(state: State, moment: Moment): unknown;
  /** What a state without one gives on. */
  passed(state: State, moment: Moment): unknown;
  /** What a Catch gives on. */
  caught(catcher: State, moment: Moment): unknown;
  /** Values of an Assign, by the names of variables. */
  assigned(template: unknown, moment: Moment): Variables | Promise<Variables>;
  /** Whether a rule of a Choice fits. */
  holds(rule: State, state: State, moment: Moment): boolean | Promise<boolean>;
}

type Variables = Readonly<Record<string, unknown>>;

/** By the value of `QueryLanguage`. */
export type QueryLanguages = ReadonlyMap<string, QueryLanguage>;

/** The language of a state, which may say one of its own. */
export function languageOf(
  { QueryLanguage }: State,
  {
    languages,
    queryLanguage,
  }: { readonly languages: QueryLanguages; readonly queryLanguage: string },
): QueryLanguage {
  const name = typeof QueryLanguage === 'string' ? QueryLanguage : queryLanguage;
  const found = languages.get(name);
  if (!found) throw runtimeError(`${name} is no query language: JSONPath and JSONata are.`);
  return found;
}
