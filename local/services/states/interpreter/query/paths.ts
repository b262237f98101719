import { JSONPath as query } from 'jsonpath-plus';
import { runtimeError } from '../state-error.ts';
import type { Moment } from './query-language.ts';

const STEP = /\.([^.[\]*?(),:\s'"@]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/gy;

/** The steps of a path that leads to one place; null for one that selects. */
export function stepsOf(path: string): readonly string[] | null {
  const steps: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return null;
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  }
  return steps;
}

/**
 * What a path leads to: `$…` in `root`, `$$…` in the context object, `$name…` in a variable.
 * @returns undefined where there is nothing; a list for a path that selects
 */
export function valueAt(path: string, root: unknown, { context, variables }: Moment): unknown {
  if (path.startsWith('$$')) return follow(path.slice(1), context);
  const [, name] = /^\$([A-Za-z_]\w*)/.exec(path) ?? [];
  if (name === undefined) return follow(path, root);
  if (!Object.hasOwn(variables, name)) throw runtimeError(`There is no variable $${name}.`);
  return follow(`$${path.slice(name.length + 1)}`, variables[name]);
}

function follow(path: string, root: unknown): unknown {
  const steps = stepsOf(path);
  if (steps) return steps.reduce(memberOf, root);
  try {
    return query<unknown>({ path, json: root as object, eval: 'safe', wrap: true });
  } catch (error) {
    throw runtimeError(`${path} is no path: ${error instanceof Error ? error.message : ''}`);
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A copy of the input with a value at a path, whose places are made. */
export function putAt(steps: readonly string[], into: unknown, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(into) && /^\d+$/.test(step)) {
    return (into as unknown[]).with(Number(step), putAt(rest, memberOf(into, step), value));
  }
  const members = typeof into === 'object' && into !== null && !Array.isArray(into) ? into : null;
  if (members === null && into !== undefined) throw new TypeError('Not an object');
  return { ...members, [step]: putAt(rest, memberOf(members, step), value) };
}
