/** One action of an update expression; paths and values as they are written, with placeholders. */
export type UpdateAction =
  | { readonly clause: 'SET' | 'ADD' | 'DELETE'; readonly path: string; readonly value: string }
  | { readonly clause: 'REMOVE'; readonly path: string };

/** Keywords of DynamoDB cannot be attribute names without a placeholder. */
const CLAUSE = /(?<![#:.\w])(SET|REMOVE|ADD|DELETE)\b/i;

/**
 * Takes an update expression apart.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string): readonly UpdateAction[] {
  const [, ...parts] = expression.split(CLAUSE);
  const actions: UpdateAction[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const clause = parts[at]?.toUpperCase() as UpdateAction['clause'];
    for (const text of splitList(parts[at + 1] ?? '')) actions.push(toAction(clause, text));
  }
  return actions;
}

function toAction(clause: UpdateAction['clause'], text: string): UpdateAction {
  if (clause === 'REMOVE') return { clause, path: text };
  const [path = '', value = ''] = text.split(clause === 'SET' ? /=(.*)/s : /\s+(.*)/s);
  return { clause, path: path.trim(), value: value.trim() };
}

/** Splits at commas outside parentheses. */
export function splitList(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      items.push(item);
      item = '';
    } else item += character;
  }
  return [...items, item].map((one) => one.trim()).filter((one) => one !== '');
}

/** Puts actions together again. */
export function printUpdate(actions: readonly UpdateAction[]): string {
  const clauses = ['SET', 'REMOVE', 'ADD', 'DELETE'].map((clause) => {
    const own = actions.filter((action) => action.clause === clause).map(printAction);
    return own.length === 0 ? '' : `${clause} ${own.join(', ')}`;
  });
  return clauses.filter((text) => text !== '').join(' ');
}

function printAction(action: UpdateAction): string {
  if (action.clause === 'REMOVE') return action.path;
  return `${action.path}${action.clause === 'SET' ? ' = ' : ' '}${action.value}`;
}

/** `#a.b[1]` as `['<name of #a>', 'b', 1]`. */
export function readPath(
  path: string,
  names: Readonly<Record<string, string>>,
): readonly (string | number)[] {
  return path
    .split(/[.\[]/)
    .map((part) => part.trim())
    .map((part) => {
      if (part.endsWith(']')) return Number(part.slice(0, -1));
      return part.startsWith('#') ? (names[part] ?? part) : part;
    });
}
