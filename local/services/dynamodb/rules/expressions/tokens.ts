/** What a token is: a keyword in capitals, a sign as itself, or one of the other kinds. */
export type TokenKind = 'name' | 'value' | 'index' | 'end' | (string & {});

/** A piece of an expression's text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const TOKEN = /\s*(?:([A-Za-z_]\w*|#\w+)|(:\w+)|(\d+)|(<=|>=|<>|[=<>()[\],.+-]))/y;
const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'REMOVE', 'ADD', 'DELETE']);
const END: Token = { kind: 'end', text: '' };

/** The tokens of an expression, or null when it has a character that none begins with. */
export function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return null;
    tokens.push(tokenOf(found));
  }
  return [...tokens, END];
}

function tokenOf([, name, value, index, sign]: RegExpExecArray): Token {
  if (name !== undefined) {
    const keyword = name.toUpperCase();
    return { kind: KEYWORDS.has(keyword) ? keyword : 'name', text: name };
  }
  if (value !== undefined) return { kind: 'value', text: value };
  if (index !== undefined) return { kind: 'index', text: index };
  return { kind: sign ?? '', text: sign ?? '' };
}
