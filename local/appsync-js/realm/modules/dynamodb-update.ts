import { entries, isArray, isRecord, own } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { toDynamoDB } from '../util/dynamodb.ts';
import type { AttributeValue } from '../util/dynamodb.ts';
import type { Operation } from './dynamodb-operations.ts';
import { Placeholders } from './placeholders.ts';

/** One attribute to set or to remove; names from the item down to it. */
interface Change {
  readonly path: readonly string[];
  readonly operation: Operation;
}

const REMOVE = 'OPERATION_REMOVE';
const UPDATE_LIST_ITEM = 'OPERATION_UPDATE_LIST_ITEM';

/** How a marker of ddb.operations reads in a SET clause: path, then the value's placeholder. */
const SETTERS: Record<string, (path: string, value: string, operation: Operation) => string> = {
  OPERATION_ADD: (path, value) => `${path} = ${value}`,
  OPERATION_REPLACE: (path, value) => `${path} = ${value}`,
  OPERATION_INCREMENT: (path, value) => `${path} = ${path} + ${value}`,
  OPERATION_DECREMENT: (path, value) => `${path} = ${path} - ${value}`,
  OPERATION_APPEND: (path, value) => `${path} = list_append(${path}, ${value})`,
  OPERATION_PREPEND: (path, value) => `${path} = list_append(${value}, ${path})`,
  [UPDATE_LIST_ITEM]: (path, value, { index }) => `${path}[${index}] = ${value}`,
};

/**
 * The `update` of an UpdateItem request: one SET clause, then one REMOVE clause. As recorded from AWS,
 * placeholders are numbered in the order of the text, and a REMOVE alone has an empty map of values.
 */
export function toUpdate(update: unknown): unknown {
  if (!isRecord(update)) throw new UtilError('update must be an object.');
  const changes = changesOf([], update);
  const placeholders = new Placeholders<AttributeValue>();
  const pathOf = (change: Change): string =>
    change.path.map((name) => placeholders.name(name)).join('.');
  const sets = changes
    .filter(({ operation }) => operation.type !== REMOVE)
    .map((change) => {
      const { operation } = change;
      const path = pathOf(change);
      const value = placeholders.value(toDynamoDB(operandOf(operation)));
      return SETTERS[operation.type]?.(path, value, operation) ?? '';
    });
  const removes = changes.filter(({ operation }) => operation.type === REMOVE).map(pathOf);
  const clauses: string[] = [];
  if (sets.length > 0) clauses.push(`SET ${sets.join(', ')}`);
  if (removes.length > 0) clauses.push(`REMOVE ${removes.join(', ')}`);
  return {
    expression: clauses.join(' '),
    expressionNames: placeholders.names,
    expressionValues: placeholders.values,
  };
}

const operandOf = ({ value, items, by }: Operation): unknown => value ?? items ?? by;

function changesOf(parent: readonly string[], update: Record<string, unknown>): Change[] {
  return entries(update)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => changesOfMember([...parent, name], value));
}

/** A marker is done as it says, the members of an object each by itself; all else replaces the attribute. */
function changesOfMember(path: readonly string[], value: unknown): Change[] {
  if (isOperation(value)) return [{ path, operation: value }];
  if (isListOfItems(value)) return value.map((operation) => ({ path, operation }));
  if (isRecord(value) && entries(value).length > 0) return changesOf(path, value);
  return [{ path, operation: { type: 'OPERATION_REPLACE', value } }];
}

function isOperation(value: unknown): value is Operation {
  if (!isRecord(value)) return false;
  const { type } = value;
  return typeof type === 'string' && (type === REMOVE || own(SETTERS, type) !== undefined);
}

function isListOfItems(value: unknown): value is Operation[] {
  return (
    isArray(value) &&
    value.length > 0 &&
    value.every((item: unknown) => isOperation(item) && item.type === UPDATE_LIST_ITEM)
  );
}
