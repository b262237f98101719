import type { CallInput } from '../../request-context.ts';
import { print } from '../../rules/expressions/print.ts';
import { readExpression } from '../../rules/expressions/read-expression.ts';
import { asksTypeOfValue, saidOfValue } from './types-of-values.ts';
import { bare, type Expression } from '../../rules/expressions/syntax.ts';

const CONDITIONS = ['ConditionExpression', 'FilterExpression', 'KeyConditionExpression'];
const TAKES_OPERANDS = new Set(['comparison', 'between', 'in', 'function']);
const OPERANDS = new Set(['path', 'value', 'function']);

/**
 * DynamoDB takes operands in parentheses, `(size(a)) = :b`; the engine behind takes them bare alone.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function bareOperands(input: CallInput): CallInput {
  let form = input;
  for (const member of CONDITIONS) {
    const text = input[member];
    if (typeof text !== 'string' || !text.includes('(')) continue;
    const read = readExpression(text, 'condition');
    if (read?.parsed.kind !== 'condition' || !read.all.some(isOther)) continue;
    form = { ...form, [member]: print(unwrapped(read.parsed.condition, input)) };
  }
  return form;
}

const isWrapped = (expression: Expression): boolean =>
  expression.kind === 'parenthesis' && OPERANDS.has(bare(expression).kind);

const hasWrapped = ({ kind, parts }: Expression): boolean =>
  TAKES_OPERANDS.has(kind) && parts.some(isWrapped);

const isOther = (expression: Expression): boolean =>
  hasWrapped(expression) || asksTypeOfValue(expression);

function unwrapped(expression: Expression, input: CallInput): Expression {
  const inner = isWrapped(expression) ? bare(expression) : expression;
  if (asksTypeOfValue(inner)) return saidOfValue(inner, input);
  // Parts of a kind stay as many as they are.
  return { ...inner, parts: inner.parts.map((part) => unwrapped(part, input)) } as Expression;
}
