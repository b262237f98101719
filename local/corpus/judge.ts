import { isObject } from '../shared/is-object.ts';

/**
 * Where an answer is not what was expected; null when it is. Of objects at least the members that are expected, of lists
 * each element; a text `/.../` is a pattern, and `*` anything but null.
 */
export function differenceOf(answer: unknown, expected: unknown, path = 'data'): string | null {
  if (expected === '*') return answer === null || answer === undefined ? `${path} is null` : null;
  if (typeof expected === 'string' && /^\/.+\/$/u.test(expected)) {
    const fits = new RegExp(expected.slice(1, -1), 'u').test(String(answer));
    return fits ? null : `${path} is ${shown(answer)}`;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(answer)) return `${path} is ${shown(answer)}`;
    if (answer.length < expected.length) return `${path} has ${answer.length} elements`;
    return firstOf(
      expected.map((item, index) => differenceOf(answer[index], item, `${path}[${index}]`)),
    );
  }
  if (isObject(expected)) {
    if (!isObject(answer)) return `${path} is ${shown(answer)}`;
    return firstOf(
      Object.entries(expected).map(([name, value]) =>
        differenceOf(answer[name], value, `${path}.${name}`),
      ),
    );
  }
  return answer === expected ? null : `${path} is ${shown(answer)}`;
}

const firstOf = (differences: readonly (string | null)[]): string | null =>
  differences.find((difference) => difference !== null) ?? null;

const LONGEST = 120; // characters

const shown = (value: unknown): string =>
  (value === undefined ? 'missing' : JSON.stringify(value)).slice(0, LONGEST);

/** Variables with what earlier answers gave: `{{addTodo.id}}` is `data.addTodo.id` of the last that had it. */
export function filledIn(variables: unknown, answers: readonly unknown[]): unknown {
  if (typeof variables === 'string') {
    const whole = /^\{\{([\w.]+)\}\}$/u.exec(variables);
    return whole ? answered(whole[1] ?? '', answers) : variables;
  }
  if (Array.isArray(variables)) return variables.map((item) => filledIn(item, answers));
  if (!isObject(variables)) return variables;
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, filledIn(value, answers)]),
  );
}

function answered(path: string, answers: readonly unknown[]): unknown {
  const steps = path.split('.');
  const values = answers.map((answer) =>
    steps.reduce<unknown>(
      (value, step) =>
        isObject(value) || Array.isArray(value) ? (value as never)[step] : undefined,
      answer,
    ),
  );
  return values.findLast((value) => value !== undefined && value !== null) ?? null;
}
