import type { State } from '../definition.ts';
import type { Moment, QueryLanguage } from '../query/query-language.ts';
import type { Scope } from '../scope.ts';

/** One attempt of a state. */
export interface StateRun {
  readonly name: string;
  readonly state: State;
  readonly scope: Scope;
  readonly language: QueryLanguage;
  readonly moment: Moment;
}

/** What comes of a state, and which is next; null at an end. */
export interface Step {
  readonly output: unknown;
  readonly next: string | null;
}

/**
 * A type of states.
 * @throws StateError
 */
export type Kind = (run: StateRun) => Promise<Step>;

/** Ends a state that has a result: it is chosen from, remembered and put into the output. */
export async function withResult(
  { state, scope, language, moment }: StateRun,
  raw: unknown,
): Promise<Step> {
  const told = { ...moment, result: await language.result(state, { ...moment, result: raw }) };
  const assigned = await language.assigned(state['Assign'], told);
  const output = await language.output(state, told);
  Object.assign(scope.variables, assigned);
  return { output, next: nextOf(state) };
}

/** Ends a state that has none. */
export async function withoutResult({ state, scope, language, moment }: StateRun): Promise<Step> {
  const assigned = await language.assigned(state['Assign'], moment);
  const output = await language.passed(state, moment);
  Object.assign(scope.variables, assigned);
  return { output, next: nextOf(state) };
}

const nextOf = ({ Type, Next, End }: State): string | null =>
  End === true || Type === 'Succeed' ? null : String(Next);
