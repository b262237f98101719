import { isObject } from '../../shared/is-object.ts';
import type { KeyDescription, TableDescription } from '../describe/stores.ts';
import { badRequest, notFound } from '../routes/local-route-error.ts';

/** Members of a Query that choose items by their keys; none of a Scan. */
export interface KeyConditions {
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

type Condition = (name: string, values: readonly string[]) => string;

const compared =
  (operator: string): Condition =>
  (name, [value = '']) =>
    `${name} ${operator} ${value}`;

/** Operators of conditions on sort keys, each with how many values it takes. */
const OPERATORS: Readonly<Record<string, readonly [count: number, write: Condition]>> = {
  '=': [1, compared('=')],
  '<': [1, compared('<')],
  '<=': [1, compared('<=')],
  '>': [1, compared('>')],
  '>=': [1, compared('>=')],
  between: [2, (name, [from = '', to = '']) => `${name} BETWEEN ${from} AND ${to}`],
  begins_with: [1, (name, [value = '']) => `begins_with(${name}, ${value})`],
};

const TYPES = new Set(['S', 'N', 'B']);

/**
 * Key conditions of `{"kind": {"S": "saw"}, "weight": {"between": [{"N": "1"}, {"N": "3"}]}}`: a typed value is
 * an equality. DynamoDB judges them, this only writes them.
 * @throws LocalRouteError BadRequest
 */
export function keyConditions(conditions: Readonly<Record<string, unknown>> | null): KeyConditions {
  const entries = Object.entries(conditions ?? {});
  if (entries.length === 0) return {};
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const texts = entries.map(([attribute, condition], index) => {
    names[`#k${index}`] = attribute;
    const { write, operands } = readCondition(attribute, condition);
    const given = operands.map((operand, place) => {
      values[`:k${index}_${place}`] = operand;
      return `:k${index}_${place}`;
    });
    return write(`#k${index}`, given);
  });
  return {
    KeyConditionExpression: texts.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function readCondition(
  attribute: string,
  condition: unknown,
): { readonly write: Condition; readonly operands: readonly unknown[] } {
  const entries = isObject(condition) ? Object.entries(condition) : [];
  const [entry] = entries;
  if (entry && entries.length === 1) {
    const [word, value] = entry;
    if (TYPES.has(word)) return { write: compared('='), operands: [condition] };
    const [count, write] = Object.hasOwn(OPERATORS, word) ? (OPERATORS[word] ?? []) : [];
    const operands = Array.isArray(value) ? value : [value];
    if (write && operands.length === count && operands.every(isObject)) return { write, operands };
  }
  throw badRequest(
    `The condition on ${attribute} is ${JSON.stringify(condition)}. It is a typed value, {"S": "..."}, ` +
      `or an operator with its typed values: ${Object.keys(OPERATORS).join(', ')}.`,
  );
}

/**
 * The keys that a table, or an index of it, is read by.
 * @throws LocalRouteError NotFound
 */
export function keyOf(table: TableDescription, index: string | null): KeyDescription {
  if (index === null) return table.key;
  const found = table.indexes.find(({ name }) => name === index);
  if (found) return found.key;
  throw notFound(
    `index of ${table.name}`,
    index,
    table.indexes.map(({ name }) => name),
  );
}
