import { recordOf, type CallInput } from '../request-context.ts';
import type { CallPart } from './call-parts.ts';
import { EXPRESSIONS } from './expressions/members.ts';
import { readExpression } from './expressions/read-expression.ts';

const PLACEHOLDER = /[#:]\w+/g;
const MEMBERS = ['ExpressionAttributeNames', 'ExpressionAttributeValues'];

/**
 * Placeholders that no expression of a part uses, said before conditions are held against the item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
 */
export function unusedPlaceholders(parts: readonly CallPart[]): string | null {
  for (const { input } of parts) {
    const problem = unusedIn(input);
    if (problem !== null) return problem;
  }
  return null;
}

function unusedIn(input: CallInput): string | null {
  if (MEMBERS.every((member) => input[member] === undefined)) return null;
  const given = EXPRESSIONS.filter(([member]) => typeof input[member] === 'string');
  // The engine behind says what is wrong with those, or that there are none.
  if (given.length === 0) return null;
  const texts = given.map(([member]) => String(input[member]));
  if (given.some(([, kind], index) => !readExpression(texts[index] ?? '', kind))) return null;
  const used = new Set(texts.flatMap((text) => text.match(PLACEHOLDER) ?? []));
  for (const member of MEMBERS) {
    if (input[member] === undefined) continue;
    const keys = Object.keys(recordOf(input[member]));
    if (keys.length === 0) return `${member} must not be empty`;
    // One that is no placeholder at all the engine behind words.
    if (keys.some((key) => !/^[#:]\w+$/.test(key))) return null;
    const unused = keys.filter((key) => !used.has(key));
    if (unused.length > 0)
      return `Value provided in ${member} unused in expressions: keys: {${unused.join(', ')}}`;
  }
  return null;
}
