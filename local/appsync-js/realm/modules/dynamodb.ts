import { entries, isArray, isRecord, own } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { toMapValues } from '../util/dynamodb.ts';
import { toExpression } from '../util/filter-expression.ts';
import type { Expression } from '../util/filter-expression.ts';
import { operations } from './dynamodb-operations.ts';
import { toProjection } from './dynamodb-projection.ts';
import { toUpdate } from './dynamodb-update.ts';

/*
 * `@aws-appsync/utils/dynamodb`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html
 */
export { operations };

type Payload = Record<string, unknown>;
type Converters = Record<string, (value: unknown) => unknown>;

function expression(value: unknown): Expression {
  const rendered = toExpression(value);
  if (rendered === null)
    throw new UtilError('The filter or condition cannot be rendered as a DynamoDB expression.');
  return rendered;
}

/** An empty map of values is refused by DynamoDB. */
function condition(value: unknown): unknown {
  const { expressionValues, ...rest } = expression(value);
  return entries(expressionValues).length === 0 ? rest : { ...rest, expressionValues };
}

const typedMap = (value: unknown): unknown => {
  if (!isRecord(value)) throw new UtilError('A key or item must be an object.');
  return toMapValues(value);
};

const CONVERTERS: Converters = {
  key: typedMap,
  attributeValues: typedMap,
  query: (value) => expression(value),
  filter: condition,
  condition: (value) => (isRecord(value) ? withOptions(value) : condition(value)),
  projection: toProjection,
};

/** Options that stand beside the fields of a condition object. */
function withOptions(value: Payload): unknown {
  const { returnValuesOnConditionCheckFailure, ...fields } = value;
  const rendered = condition(fields) as Payload;
  return typeof returnValuesOnConditionCheckFailure === 'boolean'
    ? { ...rendered, returnValuesOnConditionCheckFailure }
    : rendered;
}

/** Members that were given, converted where the request form differs; null and undefined are left out. */
function request(operation: string | null, payload: unknown, members: readonly string[]): Payload {
  if (!isRecord(payload)) throw new UtilError(`${operation ?? 'The item'} takes an object.`);
  const result: Payload = operation === null ? {} : { operation };
  for (const name of members) {
    const value = payload[name];
    if (value === undefined || value === null) continue;
    const convert = CONVERTERS[name];
    const member = convert === undefined ? value : convert(value);
    if (member !== undefined) result[name] = member;
  }
  return result;
}

const WRITE = ['condition', 'customPartitionKey', 'populateIndexFields', '_version'];
const READ_MANY = [
  'index',
  'limit',
  'nextToken',
  'consistentRead',
  'filter',
  'projection',
  'select',
  'scanIndexForward',
];

/** GetItem. */
export function get(payload: unknown): Payload {
  return request('GetItem', payload, ['key', 'consistentRead', 'projection']);
}

function withItem(operation: string | null, payload: Payload, members: readonly string[]): Payload {
  return request(operation, { ...payload, attributeValues: payload.item }, members);
}

/** PutItem: `item` becomes attributeValues. */
export function put(payload: Payload): Payload {
  return withItem('PutItem', payload, ['key', 'attributeValues', ...WRITE]);
}

/** DeleteItem. */
export function remove(payload: unknown): Payload {
  return request('DeleteItem', payload, ['key', ...WRITE]);
}

function withUpdate(result: Payload, payload: Payload): Payload {
  const { operation, key, ...rest } = result;
  return {
    ...(operation === undefined ? {} : { operation }),
    key,
    update: toUpdate(payload.update),
    ...rest,
  };
}

/** UpdateItem. */
export function update(payload: Payload): Payload {
  return withUpdate(request('UpdateItem', payload, ['key', ...WRITE]), payload);
}

/** Query. */
export function query(payload: unknown): Payload {
  return request('Query', payload, ['query', ...READ_MANY]);
}

/** Scan. */
export function scan(payload: unknown): Payload {
  return request('Scan', payload, [...READ_MANY, 'totalSegments', 'segment']);
}

/** Sync. */
export function sync(payload: unknown): Payload {
  return request('Sync', payload, [
    'basePartitionKey',
    'deltaIndexName',
    'limit',
    'nextToken',
    'lastSync',
    'filter',
  ]);
}

function tables(payload: unknown, convert: (value: unknown) => unknown): Payload {
  if (!isRecord(payload) || !isRecord(payload.tables))
    throw new UtilError('tables must be an object.');
  const result: Payload = {};
  for (const [name, value] of entries(payload.tables)) result[name] = convert(value);
  return result;
}

const typedList = (value: unknown): unknown => {
  if (!isArray(value)) throw new UtilError('A table takes a list.');
  return value.map((entry: unknown) => typedMap(entry));
};

/** BatchGetItem. */
export function batchGet(payload: unknown): Payload {
  const convert = (value: unknown) => {
    if (!isRecord(value))
      throw new UtilError('A table of batchGet takes {keys, consistentRead?, projection?}.');
    const { keys, ...rest } = value;
    return { keys: typedList(keys), ...request(null, rest, ['consistentRead', 'projection']) };
  };
  return { operation: 'BatchGetItem', tables: tables(payload, convert) };
}

/** BatchPutItem. */
export function batchPut(payload: unknown): Payload {
  return { operation: 'BatchPutItem', tables: tables(payload, typedList) };
}

/** BatchDeleteItem. */
export function batchDelete(payload: unknown): Payload {
  return { operation: 'BatchDeleteItem', tables: tables(payload, typedList) };
}

function transactItems(payload: unknown, convert: (item: Payload) => Payload): Payload[] {
  if (!isRecord(payload) || !isArray(payload.items)) throw new UtilError('items must be a list.');
  return payload.items.map((item: unknown) => {
    if (!isRecord(item)) throw new UtilError('An item of a transaction must be an object.');
    return convert(item);
  });
}

/** TransactGetItems. */
export function transactGet(payload: unknown): Payload {
  return {
    operation: 'TransactGetItems',
    transactItems: transactItems(payload, (item) =>
      request(null, item, ['table', 'key', 'projection']),
    ),
  };
}

const TRANSACT_WRITES: Record<string, (item: Payload) => Payload> = {
  putItem: (item) => ({
    operation: 'PutItem',
    ...withItem(null, item, ['table', 'key', 'attributeValues', 'condition']),
  }),
  updateItem: (item) => {
    const { table, ...rest } = request(null, item, ['table', 'key', 'condition']);
    return { operation: 'UpdateItem', table, ...withUpdate(rest, item) };
  },
  deleteItem: (item) => ({
    operation: 'DeleteItem',
    ...request(null, item, ['table', 'key', 'condition']),
  }),
  conditionCheck: (item) => ({
    operation: 'ConditionCheck',
    ...request(null, item, ['table', 'key', 'condition']),
  }),
};

/** TransactWriteItems. */
export function transactWrite(payload: unknown): Payload {
  const convert = (item: Payload): Payload => {
    for (const [kind, value] of entries(item)) {
      const render = own(TRANSACT_WRITES, kind);
      if (render !== undefined && isRecord(value)) return render(value);
    }
    throw new UtilError(
      'An item of transactWrite is one of putItem, updateItem, deleteItem, conditionCheck.',
    );
  };
  return { operation: 'TransactWriteItems', transactItems: transactItems(payload, convert) };
}

/** A string set. */
export function toStringSet(list: unknown): Payload {
  return { SS: list };
}

/** A number set: of numbers, as recorded from AWS; the type definitions say text. */
export function toNumberSet(list: unknown): Payload {
  return { NS: list };
}

/** A binary set. */
export function toBinarySet(list: unknown): Payload {
  return { BS: list };
}
