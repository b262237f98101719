import { readExpression } from '../expressions/read-expression.ts';
import { bare, type Expression, type Path } from '../expressions/syntax.ts';
import { stepsOf, typeOf, type Placeholders } from '../expression-rules/types.ts';
import { recordOf, type CallInput } from '../../request-context.ts';
import { listOf } from '../call-parts.ts';
import type { KeyAttribute, KeySchema } from '../table-schema.ts';
import { keySizeProblem } from './key-sizes.ts';

/** What a query says of one key attribute. */
export interface KeyCondition {
  readonly attribute: string;
  /** As KeyConditions has it: `EQ`, `LT`, `BEGINS_WITH`. */
  readonly operator: string;
  readonly values: readonly unknown[];
}

const OPERATORS: Readonly<Record<string, string>> = {
  '=': 'EQ',
  '<': 'LT',
  '<=': 'LE',
  '>': 'GT',
  '>=': 'GE',
};
const TURNED: Readonly<Record<string, string>> = { LT: 'GT', LE: 'GE', GT: 'LT', GE: 'LE' };

/**
 * The key conditions of a query.
 * @returns a sentence when DynamoDB refuses them, null when there are none or the engine behind says
 * what is wrong
 */
export function keyConditionsOf(input: CallInput): readonly KeyCondition[] | string | null {
  const { KeyConditionExpression: text } = input;
  if (typeof text !== 'string') return legacyConditions(input);
  const parsed = readExpression(text, 'condition')?.parsed;
  if (parsed?.kind !== 'condition') return null;
  const given = {
    names: recordOf(input.ExpressionAttributeNames),
    values: recordOf(input.ExpressionAttributeValues),
  };
  const found: KeyCondition[] = [];
  for (const part of joinedByAnd(parsed.condition)) {
    const condition = readCondition(part, given);
    if (condition === null || typeof condition === 'string') return condition;
    if (found.some(({ attribute }) => attribute === condition.attribute))
      return 'KeyConditionExpressions must only contain one condition per key';
    found.push(condition);
  }
  return found;
}

function legacyConditions({ KeyConditions }: CallInput): readonly KeyCondition[] | null {
  if (KeyConditions === undefined) return null;
  return Object.entries(recordOf(KeyConditions)).map(([attribute, condition]) => {
    const { ComparisonOperator, AttributeValueList } = recordOf(condition);
    return { attribute, operator: String(ComparisonOperator), values: listOf(AttributeValueList) };
  });
}

/** The conditions that are joined by AND, bare of parentheses. */
export function joinedByAnd(expression: Expression): Expression[] {
  const inner = bare(expression);
  return inner.kind === 'and' ? inner.parts.flatMap(joinedByAnd) : [inner];
}

function readCondition(expression: Expression, given: Placeholders): KeyCondition | string | null {
  const misused = misusedOperator(expression);
  if (misused !== null) return `Invalid operator used in KeyConditionExpression: ${misused}`;
  const parts = expression.parts.map(bare);
  if (parts.some(({ kind }) => kind === 'function' || kind === 'arithmetic'))
    return 'KeyConditionExpressions cannot contain nested operations';
  const paths = parts.filter((part): part is Path => part.kind === 'path');
  if (paths.length > 1)
    return 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition';
  const [path] = paths;
  if (!path) return 'Invalid condition in KeyConditionExpression: No key attribute specified';
  // The engine behind words that.
  if (path.steps.length > 1) return null;
  const operator = operatorOf(expression);
  const isTurned = parts[0] !== path;
  if (operator === null) return null;
  if (isTurned && expression.kind !== 'comparison')
    return `Invalid condition in KeyConditionExpression: ${nameOf(operator)} operator must have the key attribute as its first operand`;
  return {
    attribute: stepsOf(path, given)[0] ?? '',
    operator: isTurned ? (TURNED[operator] ?? operator) : operator,
    values: parts.flatMap((part) => (part.kind === 'value' ? [given.values[part.name]] : [])),
  };
}

const nameOf = (operator: string): string =>
  operator === 'BEGINS_WITH' ? 'begins_with' : operator;

function misusedOperator(expression: Expression): string | null {
  const { kind } = expression;
  if (kind === 'or' || kind === 'not' || kind === 'in') return kind.toUpperCase();
  if (kind === 'comparison' && expression.operator === '<>') return '<>';
  const isFunction = kind === 'function' && expression.name !== 'begins_with';
  return isFunction ? expression.name : null;
}

function operatorOf(expression: Expression): string | null {
  if (expression.kind === 'comparison') return OPERATORS[expression.operator] ?? null;
  if (expression.kind === 'between') return 'BETWEEN';
  return expression.kind === 'function' ? 'BEGINS_WITH' : null;
}

/** What is wrong with conditions on this key, or null. */
export function keyProblem(
  conditions: readonly KeyCondition[],
  { partition, sort }: KeySchema,
): string | null {
  const on = (key: KeyAttribute | null): KeyCondition | undefined =>
    conditions.find(({ attribute }) => attribute === key?.name);
  const first = on(partition);
  // What a condition misses the engine behind says, after what is wrong with its names.
  if (!first || (conditions.length > 1 && sort && !on(sort))) return null;
  if (conditions.length > 2) return 'Conditions can be of length 1 or 2 only';
  if (conditions.length > 1 && !sort) return 'Query key condition not supported';
  for (const [key, isPartition] of [
    [partition, true],
    [sort, false],
  ] as const) {
    const condition = on(key);
    const problem = key && condition && valueProblem(condition, key, isPartition);
    if (problem) return problem;
  }
  return first.operator === 'EQ' ? null : 'Query key condition not supported';
}

function valueProblem(
  { values }: KeyCondition,
  key: KeyAttribute,
  isPartition: boolean,
): string | null {
  for (const value of values) {
    const type = typeOf(value);
    if (type === null) continue;
    if (type !== key.type)
      return 'One or more parameter values were invalid: Condition parameter type does not match schema type';
    const problem = emptyProblem(value, key) ?? keySizeProblem(value, isPartition);
    if (problem !== null) return problem;
  }
  return null;
}

function emptyProblem(value: unknown, { name, type }: KeyAttribute): string | null {
  if (type === 'N' || recordOf(value)[type] !== '') return null;
  return (
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot ' +
    `contain an empty ${type === 'S' ? 'string' : 'binary'} value. Key: ${name}`
  );
}
