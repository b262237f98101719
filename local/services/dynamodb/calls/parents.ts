import { randomUUID } from 'node:crypto';
import type { ApiOutput } from '../api-client.ts';
import { isObject } from '../../../shared/is-object.ts';
import { recordOf, type CallInput } from '../request-context.ts';
import { printPath } from '../rules/expressions/print.ts';
import { readExpression } from '../rules/expressions/read-expression.ts';
import type { Action, Path } from '../rules/expressions/syntax.ts';
import { stepsOf } from '../rules/expression-rules/types.ts';
import { exceptionOf, invalid } from '../rules/refusal.ts';
import { check } from './condition-check.ts';
import { asAsked, isFailedCheck } from './failed-checks.ts';
import { ATTEMPTS, withGuardsIfRoom } from './guards.ts';
import { BAD_PATH, valueAt } from './list-elements.ts';
import type { Send } from './types.ts';

/** Begin with letters that no app would choose. */
const TYPES = { M: ':localMap', L: ':localList' } as const;

/** A map or list through which an update reaches. */
interface Parent {
  readonly path: Path;
  readonly type: keyof typeof TYPES;
}

/** Parents of what an update takes away or adds to; those of SET the engine behind looks at. */
export function parentsOf({ UpdateExpression: text }: CallInput): readonly Parent[] {
  if (typeof text !== 'string' || !/[.[]/.test(text)) return [];
  const parsed = readExpression(text, 'update')?.parsed;
  return parsed?.kind === 'update' ? parsed.actions.flatMap(parentOf) : [];
}

function parentOf({ section, path }: Action): Parent[] {
  const last = path.steps.at(-1);
  if (section === 'SET' || path.steps.length < 2 || !last) return [];
  const parent: Path = { kind: 'path', steps: path.steps.slice(0, -1), parts: [] };
  return [{ path: parent, type: 'index' in last ? 'L' : 'M' }];
}

/**
 * Runs an UpdateItem that reaches into maps and lists, held to their being there.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export async function updateThrough(input: CallInput, send: Send): Promise<ApiOutput> {
  const parents = parentsOf(input);
  const [right, wrong] = [heldTo(true, input, parents), heldTo(false, input, parents)];
  if (!right || !wrong) return send('UpdateItem', input);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send('UpdateItem', right);
    } catch (error) {
      // With all parents right it is the condition of the caller that fails.
      if (!isFailedCheck(error) || areThere(parents, input, error.body.Item))
        throw asAsked(error, input);
    }
    try {
      if (input.ConditionExpression !== undefined) await check(wrong, send);
    } catch (error) {
      const isRightNow = isFailedCheck(error) && areThere(parents, input, error.body.Item);
      if (isRightNow && attempt < ATTEMPTS) continue;
      throw asAsked(error, input);
    }
    throw exceptionOf(invalid(BAD_PATH), randomUUID());
  }
}

function areThere(parents: readonly Parent[], input: CallInput, item: unknown): boolean {
  const given = { names: recordOf(input.ExpressionAttributeNames), values: {} };
  return parents.every(({ path, type }) => {
    const found = recordOf(valueAt(recordOf(item), stepsOf(path, given)))[type];
    return type === 'L' ? Array.isArray(found) : isObject(found);
  });
}

function heldTo(areRight: boolean, input: CallInput, parents: readonly Parent[]): CallInput | null {
  const types = parents
    .map(({ path, type }) => `attribute_type(${printPath(path)}, ${TYPES[type]})`)
    .join(' AND ');
  const values = Object.fromEntries(parents.map(({ type }) => [TYPES[type], { S: type }]));
  return withGuardsIfRoom(input, [areRight ? types : `NOT (${types})`], { values });
}
