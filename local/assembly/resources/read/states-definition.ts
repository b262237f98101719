import { isObject } from '../../../shared/is-object.ts';
import type { State, StatesDefinition } from '../../model.ts';
import { list, record, requiredText } from '../../template/values.ts';

/**
 * The definition in a JSON text, with what stands for its `${names}`.
 * @returns null for one that is no object of states
 */
export function readDefinition(
  text: string,
  substitutions: Readonly<Record<string, unknown>>,
): StatesDefinition | null {
  const filledIn = text.replaceAll(/\$\{([\w-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? requiredText(substitutions[name]) : whole,
  );
  let definition: unknown;
  try {
    definition = JSON.parse(filledIn);
  } catch {
    return null;
  }
  return isDefinition(definition) ? definition : null;
}

const isDefinition = (value: unknown): value is StatesDefinition =>
  isObject(value) && typeof value['StartAt'] === 'string' && isObject(value['States']);

/** Why Step Functions would not take a definition, as far as that can be told here; null for none. */
export function definitionProblem(definition: unknown): string | null {
  if (!isDefinition(definition)) return 'its definition is no JSON object with StartAt and States.';
  const { StartAt, States } = definition;
  if (!Object.hasOwn(States, StartAt)) return `StartAt names no state: ${StartAt}.`;
  for (const [name, state] of Object.entries(States)) {
    const missing = nextOf(state).find((next) => !Object.hasOwn(States, next));
    if (missing !== undefined)
      return `the state ${name} goes on to ${missing}, which is not there.`;
    const problem = partsOf(state)
      .map(definitionProblem)
      .find((found) => found !== null);
    if (problem !== undefined) return `in the state ${name}, ${problem}`;
  }
  return null;
}

/** Names of all states that one may go on to. */
function nextOf({ Next, Default, Choices, Catch }: State): readonly string[] {
  const rules = [...list(Choices), ...list(Catch)].map((rule) => record(rule)['Next']);
  return [Next, Default, ...rules].filter((next) => typeof next === 'string');
}

/** Definitions within a state. */
const partsOf = ({ Branches, ItemProcessor, Iterator }: State): readonly unknown[] =>
  [...list(Branches), ItemProcessor, Iterator].filter((part) => part !== undefined);
