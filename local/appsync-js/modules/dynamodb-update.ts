import { entries, isRecord } from '../guest/primordials.ts';
import { UtilError } from '../guest/state.ts';
import { toDynamoDB } from '../util/dynamodb.ts';
import type { AttributeValue } from '../util/dynamodb.ts';
import type { Operation } from './dynamodb-operations.ts';

interface Draft {
  set: string[];
  remove: string[];
  names: Record<string, string>;
  values: Record<string, AttributeValue>;
  count: number;
}

/** How a marker of ddb.operations reads in a SET clause: path, then the value's placeholder. */
const SETTERS: Record<string, (path: string, value: string, operation: Operation) => string> = {
  OPERATION_ADD: (path, value) => `${path} = ${value}`,
  OPERATION_REPLACE: (path, value) => `${path} = ${value}`,
  OPERATION_INCREMENT: (path, value) => `${path} = ${path} + ${value}`,
  OPERATION_DECREMENT: (path, value) => `${path} = ${path} - ${value}`,
  OPERATION_APPEND: (path, value) => `${path} = list_append(${path}, ${value})`,
  OPERATION_PREPEND: (path, value) => `${path} = list_append(${value}, ${path})`,
  OPERATION_UPDATE_LIST_ITEM: (path, value, { index }) => `${path}[${index}] = ${value}`,
};

/** The `update` of an UpdateItem request: names and values numbered in the order of the attributes. */
export function toUpdate(update: unknown): unknown {
  if (!isRecord(update)) throw new UtilError('update must be an object.');
  const draft: Draft = { set: [], remove: [], names: {}, values: {}, count: 0 };
  addMembers(draft, '', update);
  const clauses: string[] = [];
  if (draft.set.length > 0) clauses.push(`SET ${draft.set.join(', ')}`);
  if (draft.remove.length > 0) clauses.push(`REMOVE ${draft.remove.join(', ')}`);
  return {
    expression: clauses.join(' '),
    expressionNames: draft.names,
    ...(entries(draft.values).length === 0 ? {} : { expressionValues: draft.values }),
  };
}

function addMembers(draft: Draft, parent: string, update: Record<string, unknown>): void {
  for (const [name, value] of entries(update)) {
    if (value === undefined) continue;
    draft.count += 1;
    const placeholder = `#expName_${draft.count}`;
    draft.names[placeholder] = name;
    addMember(draft, `${parent}${placeholder}`, value, draft.count);
  }
}

function addMember(draft: Draft, path: string, value: unknown, number: number): void {
  if (!isRecord(value)) {
    set(draft, path, number, value, { type: 'OPERATION_REPLACE' });
    return;
  }
  const operation = value as Partial<Operation>;
  if (operation.type === 'OPERATION_REMOVE') draft.remove.push(path);
  else if (typeof operation.type === 'string' && SETTERS[operation.type] !== undefined) {
    const operand = operation.value ?? operation.items ?? operation.by;
    set(draft, path, number, operand, operation as Operation);
  } else if (entries(value).length === 0) {
    set(draft, path, number, value, { type: 'OPERATION_REPLACE' });
  } else addMembers(draft, `${path}.`, value);
}

function set(
  draft: Draft,
  path: string,
  number: number,
  value: unknown,
  operation: Operation,
): void {
  const placeholder = `:expValue_${number}`;
  draft.values[placeholder] = toDynamoDB(value);
  const render = SETTERS[operation.type];
  if (render !== undefined) draft.set.push(render(path, placeholder, operation));
}
