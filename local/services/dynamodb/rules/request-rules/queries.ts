import { typeOf } from '../expression-rules/types.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import { keyNames, type IndexSchema, type KeySchema, type TableSchema } from '../table-schema.ts';
import { keyConditionsOf, keyProblem, type KeyCondition } from './key-conditions.ts';
import { compare } from './same-value.ts';
import type { TableRule } from './types.ts';

/** What a query or scan reads: the table, or the index it names; null when that is not there. */
export function readSchema(
  table: TableSchema | null,
  { IndexName }: CallInput,
): KeySchema | IndexSchema | null {
  if (!table || IndexName === undefined || IndexName === null) return table;
  return table.indexes.find(({ name }) => name === IndexName) ?? null;
}

/** Conditions of the right type on the key, and a start within them. */
export const queries: TableRule = {
  concerns: () => true,
  check({ input, parts, table }) {
    const conditions = keyConditionsOf(input);
    if (conditions === null || typeof conditions === 'string') return conditions;
    const schema = readSchema(table(parts[0]?.tableName ?? null), input);
    if (!schema) return null;
    return keyProblem(conditions, schema) ?? startProblem(input, conditions, schema);
  },
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#DDB-Query-request-ExclusiveStartKey */
function startProblem(
  { ExclusiveStartKey }: CallInput,
  conditions: readonly KeyCondition[],
  schema: KeySchema,
): string | null {
  const start = recordOf(ExclusiveStartKey);
  // Keys of another form the engine behind refuses.
  if (keyNames(schema).some((name) => typeOf(start[name]) === null)) return null;
  const on = (name: string | undefined): KeyCondition | undefined =>
    conditions.find(({ attribute }) => attribute === name);
  const { partition, sort } = schema;
  const first = on(partition.name);
  if (!first) return null;
  const isSame = compare(start[partition.name], first.values[0]) === 0;
  const range = on(sort?.name);
  if (!sort || !range) return isSame ? null : OUTSIDE;
  if (!holds(range, start[sort.name]))
    return 'The provided starting key does not match the range key predicate';
  if (isSame) return null;
  return range.operator === 'EQ' ? ONE_ROW : OUTSIDE;
}

const OUTSIDE =
  'The provided starting key is outside query boundaries based on provided conditions';
const ONE_ROW = 'The query can return at most one row and cannot be restarted';

function holds({ operator, values: [first, second] }: KeyCondition, value: unknown): boolean {
  if (typeOf(value) !== typeOf(first)) return true; // refused behind, by its type
  if (operator === 'BEGINS_WITH') return startsWith(value, first);
  const order = compare(value, first);
  const HOLDS: Readonly<Record<string, boolean>> = {
    EQ: order === 0,
    LT: order < 0,
    LE: order <= 0,
    GT: order > 0,
    GE: order >= 0,
    BETWEEN: order >= 0 && compare(value, second) <= 0,
  };
  return HOLDS[operator] ?? true;
}

function startsWith(value: unknown, prefix: unknown): boolean {
  const { S, B } = recordOf(value);
  const { S: text, B: binary } = recordOf(prefix);
  if (typeof S === 'string') return S.startsWith(String(text));
  const start = Buffer.from(String(binary), 'base64');
  return Buffer.from(String(B), 'base64').subarray(0, start.length).equals(start);
}
