import type { State } from '../definition.ts';
import { StateError } from '../state-error.ts';
import type { Kind, StateRun } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const Choice: Kind = async (run) => {
  const { name, state, scope, language, moment } = run;
  const rule = await ruleOf(run);
  // Assign and Output of the state are for its Default; a rule has its own.
  const { Next, Assign, Output } = rule ?? { ...state, Next: state['Default'] };
  if (typeof Next !== 'string') {
    throw new StateError('States.NoChoiceMatched', `No rule of the state ${name} fits its input.`);
  }
  const assigned = await language.assigned(Assign, moment);
  const { Output: _ofDefault, ...rest } = state;
  const said = Output === undefined ? rest : { ...rest, Output };
  const output = await language.passed(said, moment);
  Object.assign(scope.variables, assigned);
  return { output, next: Next };
};

async function ruleOf({ state, language, moment }: StateRun): Promise<State | undefined> {
  const rules = Array.isArray(state['Choices']) ? (state['Choices'] as State[]) : [];
  for (const rule of rules) if (await language.holds(rule, state, moment)) return rule;
  return undefined;
}
