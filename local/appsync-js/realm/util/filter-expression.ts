import { entries, isArray, isRecord, own } from '../kernel/primordials.ts';
import { toDynamoDB } from './dynamodb.ts';
import type { AttributeValue } from './dynamodb.ts';

/** An expression in AppSync's request form. */
export interface Expression {
  expression: string;
  expressionNames: Record<string, string>;
  expressionValues: Record<string, AttributeValue>;
}

/** Thrown inside this file for a filter that AWS answers with null. */
class NotRenderable extends Error {}

const COMPARISONS: Record<string, string> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};
const FUNCTIONS: Record<string, (operand: string, value: string) => string> = {
  contains: (operand, value) => `contains(${operand},${value})`,
  notContains: (operand, value) => `NOT contains(${operand},${value})`,
  beginsWith: (operand, value) => `begins_with(${operand},${value})`,
};
const TYPES: Record<string, string> = {
  _null: 'NULL',
  string: 'S',
  stringSet: 'SS',
  number: 'N',
  numberSet: 'NS',
  binary: 'B',
  binarySet: 'BS',
  boolean: 'BOOL',
  list: 'L',
  map: 'M',
};

/**
 * A filter object as a DynamoDB expression, to the letter of what AWS was recorded to answer; null
 * for one that it cannot render. `#field` names, `:path_field_operator` values.
 */
export function toExpression(filter: unknown): Expression | null {
  if (!isRecord(filter)) return null;
  const result: Expression = { expression: '', expressionNames: {}, expressionValues: {} };
  try {
    result.expression = conjunction(filter, '', result).join(' AND ');
    return result;
  } catch (error) {
    if (error instanceof NotRenderable) return null;
    throw error;
  }
}

/** The parts of one filter object, in its key order. */
function conjunction(filter: Record<string, unknown>, path: string, result: Expression): string[] {
  const parts: string[] = [];
  for (const [key, value] of entries(filter)) {
    if (value === undefined) continue;
    if (key === 'and' || key === 'or') parts.push(group(key, value, path, result));
    else if (key === 'not') {
      const negated = conjunction(filterOf(value), `${path}not_`, result);
      parts.push(`(NOT ${wrapped(negated, ' AND ')})`);
    } else parts.push(field(key, value, path, result));
  }
  return parts;
}

function filterOf(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new NotRenderable();
  return value;
}

const wrapped = (parts: readonly string[], joiner: string): string =>
  parts.length > 1 ? `(${parts.join(joiner)})` : (parts[0] ?? '');

function group(key: 'and' | 'or', members: unknown, path: string, result: Expression): string {
  if (!isArray(members)) throw new NotRenderable();
  // A member of several fields is not wrapped: AND binds them before OR does.
  const parts = members.map((member: unknown, index) =>
    conjunction(filterOf(member), `${path}${key}_${index}_`, result).join(' AND '),
  );
  return wrapped(parts, key === 'and' ? ' AND ' : ' OR ');
}

function field(name: string, operators: unknown, path: string, result: Expression): string {
  result.expressionNames[`#${name}`] = name;
  return wrapped(conditions(`#${name}`, operators, `${path}${name}`, result), ' AND ');
}

function conditions(
  operand: string,
  operators: unknown,
  path: string,
  result: Expression,
): string[] {
  const parts: string[] = [];
  for (const [operator, value] of entries(filterOf(operators))) {
    if (value === undefined) continue;
    if (operator === 'size') {
      // AWS names the value once more but does not nest the call.
      const sized = operand.startsWith('size(') ? operand : `size(${operand})`;
      parts.push(wrapped(conditions(sized, value, `${path}_size`, result), ' AND '));
    } else parts.push(`(${condition(operand, operator, value, `:${path}_${operator}`, result)})`);
  }
  return parts;
}

function condition(
  operand: string,
  operator: string,
  value: unknown,
  name: string,
  result: Expression,
): string {
  const values = result.expressionValues;
  const comparison = own(COMPARISONS, operator);
  const call = own(FUNCTIONS, operator);
  if (comparison !== undefined || call !== undefined) {
    values[name] = toDynamoDB(value);
    return call === undefined ? `${operand} ${comparison} ${name}` : call(operand, name);
  }
  if (operator === 'between') return between(operand, value, name, values);
  if (operator === 'in') return oneOf(operand, value, name, values);
  if (operator === 'attributeExists' && typeof value === 'boolean') {
    return `${value ? 'attribute_exists' : 'attribute_not_exists'}(${operand})`;
  }
  if (operator === 'attributeType' && typeof value === 'string') {
    const type = own(TYPES, value);
    if (type === undefined) throw new NotRenderable();
    values[name] = { S: type };
    return `attribute_type(${operand},${name})`;
  }
  throw new NotRenderable();
}

function between(
  operand: string,
  value: unknown,
  name: string,
  values: Expression['expressionValues'],
): string {
  if (!isArray(value) || value.length < 2) throw new NotRenderable();
  values[`${name}_start`] = toDynamoDB(value[0]);
  values[`${name}_end`] = toDynamoDB(value[1]);
  return `${operand} BETWEEN ${name}_start AND ${name}_end`;
}

function oneOf(
  operand: string,
  value: unknown,
  name: string,
  values: Expression['expressionValues'],
): string {
  if (!isArray(value)) throw new NotRenderable();
  // Recorded from AWS: an empty list renders this text.
  if (value.length === 0) return 'null';
  const names = value.map((entry: unknown, index) => {
    values[`${name}_${index}`] = toDynamoDB(entry);
    return `${name}_${index}`;
  });
  return `${operand} IN (${names.join(', ')})`;
}
