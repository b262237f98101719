import { LONGEST } from './read-expression.ts';

/** Every level that is not redundant has an operator of its own, of which an expression has up to 300. */
const DEEPEST = 300;

/**
 * What is wrong with an expression whose parentheses are nested deeper than any that DynamoDB takes.
 * It is said before anything is read: the engine behind would end for want of stack.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export function depthProblem(text: string): string | null {
  if (text.length <= DEEPEST) return null;
  let [depth, deepest] = [0, 0];
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest <= DEEPEST) return null;
  if (text.length > LONGEST)
    return `Expression size has exceeded the maximum allowed size; expression size: ${text.length}`;
  if (depth > 0) return `Syntax error; token: "<EOF>", near: "${text.trimEnd().slice(-1)}"`;
  return /\(\s*\(/.test(text)
    ? 'The expression has redundant parentheses;'
    : `The expression contains too many operators; operator count: ${deepest}`;
}
