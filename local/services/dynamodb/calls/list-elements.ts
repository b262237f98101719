import { isObject } from '../../../shared/is-object.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { readExpression } from '../rules/expressions/read-expression.ts';
import { printActions, printPath } from '../rules/expressions/print.ts';
import type { Action, Path, Step } from '../rules/expressions/syntax.ts';
import { stepsOf } from '../rules/expression-rules/types.ts';
import { withGuards } from './guards.ts';

export const BAD_PATH = 'The document path provided in the update expression is invalid for update';

/** An update that names elements of lists by their index. */
export interface ElementUpdate {
  readonly input: CallInput;
  readonly actions: readonly Action[];
}

/** The lists of an item as they were when an update was fitted to them. */
export interface Fitted {
  readonly input: CallInput;
  /** Whether the item has them still as they were. */
  isStill(item: unknown): boolean;
}

/** Null for an update that writes no element of a list. */
export function elementUpdateOf(input: CallInput): ElementUpdate | null {
  const { UpdateExpression: text } = input;
  if (typeof text !== 'string' || !text.includes('[')) return null;
  const parsed = readExpression(text, 'update')?.parsed;
  if (parsed?.kind !== 'update') return null;
  return parsed.actions.some(writesElement) ? { input, actions: parsed.actions } : null;
}

const writesElement = ({ section, path }: Action): boolean =>
  (section === 'SET' || section === 'ADD') && path.steps.some((step) => 'index' in step);

/**
 * Fits an update to an item: DynamoDB appends what is set behind the end of a list, in the order of
 * the indexes. The condition that is added holds as long as the lists are as long as they were.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html#Expressions.UpdateExpressions.SET.AddingListElements
 * @returns null for a path through an element that is not there
 */
export function fit({ input, actions }: ElementUpdate, item: CallInput): Fitted | null {
  const given = { names: recordOf(input.ExpressionAttributeNames), values: {} };
  const lists = new Map<string, List>();
  for (const action of actions.filter(writesElement)) {
    const steps = stepsOf(action.path, given);
    for (const [at, step] of action.path.steps.entries()) {
      if (!('index' in step)) continue;
      const length = lengthAt(item, steps.slice(0, at));
      // A path into what is no list the engine behind refuses.
      if (length === null) break;
      const list = listAt(lists, steps.slice(0, at), action.path, length);
      if (Number(step.index) < length) continue;
      if (at < steps.length - 1) return null;
      list.behind.push(action);
    }
  }
  if (lists.size === 0) return { input, isStill: () => true };
  return {
    input: guarded({ ...input, UpdateExpression: printActions(actions.map(moved(lists))) }, lists),
    isStill: (now) =>
      [...lists.values()].every(({ steps, length }) => lengthAt(recordOf(now), steps) === length),
  };
}

interface List {
  readonly steps: readonly string[];
  /** As the expression writes it. */
  readonly path: Path;
  readonly length: number;
  /** What is set behind its end. */
  readonly behind: Action[];
}

function listAt(
  lists: Map<string, List>,
  steps: readonly string[],
  { steps: written }: Path,
  length: number,
): List {
  const key = JSON.stringify(steps);
  const path: Path = { kind: 'path', steps: written.slice(0, steps.length), parts: [] };
  const list = lists.get(key) ?? { steps, path, length, behind: [] };
  lists.set(key, list);
  return list;
}

/** What an item has at a path; undefined where nothing is. */
export const valueAt = (item: CallInput, steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (value, step) => {
      const { L, M } = recordOf(value);
      const index = /^\[(\d+)\]$/.exec(step)?.[1];
      if (index !== undefined && Array.isArray(L)) return L[Number(index)];
      return isObject(M) && Object.hasOwn(M, step) ? M[step] : undefined;
    },
    { M: item },
  );

function lengthAt(item: CallInput, steps: readonly string[]): number | null {
  const { L } = recordOf(valueAt(item, steps));
  return Array.isArray(L) ? L.length : null;
}

/** Each action behind the end of a list, to the place where its value is appended. */
function moved(lists: ReadonlyMap<string, List>): (action: Action) => Action {
  const places = new Map<Action, number>();
  for (const { behind, length } of lists.values()) {
    const ordered = behind.toSorted((one, other) => lastIndex(one) - lastIndex(other));
    for (const [offset, action] of ordered.entries()) places.set(action, length + offset);
  }
  return (action) => {
    const place = places.get(action);
    if (place === undefined) return action;
    const steps: Step[] = [...action.path.steps.slice(0, -1), { index: String(place) }];
    return { ...action, path: { ...action.path, steps } };
  };
}

function lastIndex({ path }: Action): number {
  const last = path.steps.at(-1);
  return last && 'index' in last ? Number(last.index) : 0;
}

/** Begins with letters that no app would choose. */
const PLACEHOLDER = ':localListLength';

function guarded(input: CallInput, lists: ReadonlyMap<string, List>): CallInput {
  const values: Record<string, unknown> = {};
  const guards = [...lists.values()].map(({ path, length }, index) => {
    values[`${PLACEHOLDER}${index}`] = { N: String(length) };
    return `size(${printPath(path)}) = ${PLACEHOLDER}${index}`;
  });
  return withGuards(input, guards, { values });
}
