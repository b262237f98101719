import { bare, type Expression } from '../expressions/syntax.ts';
import type { ExpressionRule } from './types.ts';

const isAppend = (expression: Expression): boolean =>
  expression.kind === 'function' && expression.name === 'list_append';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
export const nestedAppends: ExpressionRule = ({ all }) =>
  all.some((outer) => isAppend(outer) && outer.parts.some((part) => isAppend(bare(part))))
    ? 'The function is not allowed to be used this way in an expression; function: list_append'
    : null;
