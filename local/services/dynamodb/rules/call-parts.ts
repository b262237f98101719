import { isObject } from '../../../shared/is-object.ts';
import { recordOf, type CallInput } from '../request-context.ts';

/** What a call says about one table or one item of it. */
export interface CallPart {
  readonly tableName: string | null;
  /** `Put` and the like, in a transaction. */
  readonly action: string | null;
  /** With the members of a call on its own: Key, Item, expressions. */
  readonly input: CallInput;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A list, or an empty one. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

const tables = ({ RequestItems }: CallInput): CallPart[] =>
  Object.entries(recordOf(RequestItems)).map(([tableName, part]) => ({
    tableName,
    action: null,
    input: recordOf(part),
  }));

const actions = ({ TransactItems }: CallInput): CallPart[] =>
  listOf(TransactItems).flatMap((entry) =>
    Object.entries(recordOf(entry))
      .filter(([, part]) => isObject(part))
      .map(([action, part]) => ({
        tableName: textOf(recordOf(part).TableName),
        action,
        input: recordOf(part),
      })),
  );

const writes = ({ RequestItems }: CallInput): CallPart[] =>
  Object.entries(recordOf(RequestItems)).flatMap(([tableName, list]) =>
    listOf(list).flatMap((write) =>
      Object.values(recordOf(write)).map((part) => ({
        tableName,
        action: null,
        input: recordOf(part),
      })),
    ),
  );

const SEVERAL: Readonly<Record<string, (input: CallInput) => CallPart[]>> = {
  BatchGetItem: tables,
  BatchWriteItem: writes,
  TransactGetItems: actions,
  TransactWriteItems: actions,
};

/** The parts of a call; it is its own only one when it is about one table. */
export function partsOf(operation: string, input: CallInput): readonly CallPart[] {
  const several = SEVERAL[operation];
  return several?.(input) ?? [{ tableName: textOf(input.TableName), action: null, input }];
}

/** A call with its parts changed; the call itself when no part is another than before. */
export function withParts(
  operation: string,
  input: CallInput,
  change: (part: CallInput) => CallInput,
): CallInput {
  const depth = SEVERAL_DEEP[operation];
  if (!depth) return change(input);
  const [member, levels] = depth;
  return changedMember(input, member, (value) => changedBelow(value, levels, change));
}

/** Where parts are, and below how many lists and names. */
const SEVERAL_DEEP: Readonly<Record<string, readonly [member: string, levels: number]>> = {
  BatchGetItem: ['RequestItems', 1],
  BatchWriteItem: ['RequestItems', 3],
  TransactGetItems: ['TransactItems', 2],
  TransactWriteItems: ['TransactItems', 2],
  BatchExecuteStatement: ['Statements', 1],
  ExecuteTransaction: ['TransactStatements', 1],
};

function changedMember(
  input: CallInput,
  member: string,
  change: (value: unknown) => unknown,
): CallInput {
  const before = input[member];
  const after = change(before);
  return after === before ? input : { ...input, [member]: after };
}

function changedBelow(
  value: unknown,
  levels: number,
  change: (part: CallInput) => CallInput,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return change(recordOf(value));
  return mapped(value, (part) => changedBelow(part, levels - 1, change));
}

/** A list or an object with its values changed; itself when none is another than before. */
export function mapped(value: object, change: (part: unknown) => unknown): object {
  if (Array.isArray(value)) {
    const list = listOf(value);
    const after = list.map(change);
    return after.every((part, index) => part === list[index]) ? list : after;
  }
  const before = Object.entries(value);
  const after = before.map(([key, part]) => [key, change(part)] as const);
  const isSame = after.every(([, part], index) => part === before[index]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}
