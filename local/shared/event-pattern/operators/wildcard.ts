import { ofTexts, type Operator } from './operator.ts';

/**
 * `*` stands for any number of characters, `\*` and `\\` for themselves; two in a row are refused.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export const wildcard: Operator = (operand) => {
  const parts = typeof operand === 'string' ? partsOf(operand) : null;
  return parts && ofTexts((text) => matches(text, parts));
};

/** The texts between the stars; null for what EventBridge does not take. */
function partsOf(pattern: string): readonly string[] | null {
  const parts = [''];
  let wasStar = false;
  for (const [token] of pattern.matchAll(/\\[\s\S]|[\s\S]/g)) {
    const isStar = token === '*';
    if ((isStar && wasStar) || (token.startsWith('\\') && !/^\\[*\\]$/.test(token))) return null;
    wasStar = isStar;
    if (isStar) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token.at(-1) ?? ''}`);
  }
  return parts;
}

function matches(text: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.at(-1);
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
