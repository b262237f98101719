import type { ExpressionRule } from './types.ts';

const FUNCTIONS = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'if_not_exists',
  'list_append',
  'size',
]);

/**
 * Names of functions are case-sensitive; those that are unknown in any case the engine behind words.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export const functionNames: ExpressionRule = ({ all }) => {
  for (const expression of all) {
    if (expression.kind !== 'function' || FUNCTIONS.has(expression.name)) continue;
    if (FUNCTIONS.has(expression.name.toLowerCase()))
      return `Invalid function name; function: ${expression.name}`;
  }
  return null;
};
