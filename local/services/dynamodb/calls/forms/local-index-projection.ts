import type { ApiOutput } from '../../api-client.ts';
import { isObject } from '../../../../shared/is-object.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf } from '../../rules/call-parts.ts';
import { askedPaths } from '../../rules/request-rules/index-projections.ts';
import { keyNames, type TableSchema } from '../../rules/table-schema.ts';

const EXPRESSIONS = ['FilterExpression', 'KeyConditionExpression'];

/**
 * A query of a local index that asks for what the index does not hold, with all that the table holds:
 * DynamoDB fetches it from there, the engine behind only whole items.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.Projections
 */
export function withTableAttributes(input: CallInput, table: TableSchema | null): CallInput {
  const index = table?.indexes.find(({ name }) => name === input.IndexName);
  if (!table || !index || index.isGlobal || index.projected === null) return input;
  const there = new Set([...keyNames(table), ...keyNames(index), ...index.projected]);
  if (askedPaths(input).every(([name = '']) => there.has(name))) return input;
  const { ProjectionExpression, AttributesToGet, ExpressionAttributeNames, ...others } = input;
  const used = new Set(EXPRESSIONS.flatMap((member) => String(input[member]).match(/#\w+/g) ?? []));
  const names = Object.entries(recordOf(ExpressionAttributeNames)).filter(([key]) => used.has(key));
  return {
    ...others,
    ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
    Select: 'ALL_ATTRIBUTES',
  };
}

/** The answer to a call that was sent with all attributes, with those that were asked for. */
export function asProjected(asked: CallInput, sent: CallInput, output: ApiOutput): ApiOutput {
  const isSame = ['ProjectionExpression', 'AttributesToGet'].every(
    (member) => asked[member] === sent[member],
  );
  if (isSame || output.Items === undefined) return output;
  const tree = treeOf(askedPaths(asked));
  return { ...output, Items: listOf(output.Items).map((item) => pick(recordOf(item), tree)) };
}

/** What is asked for of a value, by name or `[index]`; null for all of it. */
type Tree = Map<string, Tree | null>;

function treeOf(paths: readonly (readonly string[])[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    let at = tree;
    for (const step of path.slice(0, -1)) {
      const below = at.get(step) ?? (new Map() as Tree);
      at.set(step, below);
      at = below;
    }
    at.set(path.at(-1) ?? '', null);
  }
  return tree;
}

function pick(item: CallInput, tree: Tree): CallInput {
  const entries = [...tree].flatMap(([name, below]) => {
    if (!Object.hasOwn(item, name)) return [];
    const value = below ? pickIn(item[name], below) : item[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Undefined where nothing of it is there. */
function pickIn(value: unknown, tree: Tree): unknown {
  const { M, L } = recordOf(value);
  if (isObject(M)) {
    const picked = pick(M, tree);
    return Object.keys(picked).length === 0 ? undefined : { M: picked };
  }
  const picked = listOf(L).flatMap((element, index) => {
    const below = tree.get(`[${index}]`);
    const part = below ? pickIn(element, below) : element;
    return below === undefined || part === undefined ? [] : [part];
  });
  return picked.length === 0 ? undefined : { L: picked };
}
