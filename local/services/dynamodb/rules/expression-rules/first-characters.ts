import type { ExpressionRule } from './types.ts';

/**
 * A name that an expression spells begins with a letter; others want a placeholder.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
 */
export const firstCharacters: ExpressionRule = ({ all }) => {
  for (const expression of all) {
    if (expression.kind !== 'path') continue;
    for (const step of expression.steps) {
      if ('name' in step && step.name.startsWith('_'))
        return `Syntax error; token: "_", near: "${step.name}"`;
    }
  }
  return null;
};
