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
