import { bare, type Expression } from '../expressions/syntax.ts';
import { stepsOf, type ExpressionRule, type Placeholders } from './types.ts';

/** An attribute cannot be compared with itself. */
export const distinctOperands: ExpressionRule = ({ all }, given) => {
  for (const expression of all) {
    const operator = operatorOf(expression);
    const [first, ...others] = expression.parts.map((part) => pathIn(part, given));
    if (operator === null || first === null || first === undefined) continue;
    if (others.includes(first))
      return (
        'The first operand must be distinct from the remaining operands for this operator or ' +
        `function; operator: ${operator}, first operand: ${first}`
      );
  }
  return null;
};

/** Functions that may be given the same twice, or take one operand. */
const UNCHECKED = new Set(['list_append', 'if_not_exists', 'size']);

function operatorOf(expression: Expression): string | null {
  if (expression.kind === 'comparison') return expression.operator;
  if (expression.kind === 'between') return 'BETWEEN';
  if (expression.kind === 'in') return 'IN';
  if (expression.kind !== 'function' || UNCHECKED.has(expression.name)) return null;
  return expression.name;
}

function pathIn(expression: Expression, given: Placeholders): string | null {
  const inner = bare(expression);
  return inner.kind === 'path' ? `[${stepsOf(inner, given).join(', ')}]` : null;
}
