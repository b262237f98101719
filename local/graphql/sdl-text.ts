/** A place to leave out of a schema, by offsets. */
export interface Note {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The text is blanked or replaced already. */
  readonly isKept?: boolean;
}

/** Text with blanks in place of a part, so that every other place stays where it was. */
export function blankOut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

/** Line and column of an offset, both from 1. */
export function startAt(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

interface Token {
  readonly text: string;
  readonly start: number;
}

/** Strings, comments, names, and every other sign by itself. Commas mean as little as blanks. */
const TOKENS = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*|[_A-Za-z]\w*|[^\s,]/g;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKENS)]
    .map((match): Token => ({ text: match[0], start: match.index }))
    .filter(({ text: token }) => !token.startsWith('#'));
}

/** Rewrites what older parsers of SDL take and today's do not. */
export function tolerate(source: string): { readonly text: string; readonly notes: Note[] } {
  const notes: Note[] = [];
  const tokens = tokensOf(source);
  let text = source;
  for (const token of tokens) {
    if (token.text !== ';') continue;
    const { start } = token;
    notes.push({ start, end: start + 1, message: '; is no sign of SDL: left out', isKept: true });
    text = blankOut(text, start, start + 1);
  }
  for (const start of separators(source, tokens)) {
    const message = 'implements A, B is old SDL: write implements A & B';
    notes.push({ start, end: start + 1, message, isKept: true });
    text = `${text.slice(0, start)}&${text.slice(start + 1)}`;
  }
  return { text, notes };
}

const NAME = /^[_A-Za-z]/;

const KEYWORDS = 'type interface input enum union scalar directive extend schema'.split(' ');

/** Where `&` is missing between two interfaces. */
function separators(source: string, tokens: readonly Token[]): number[] {
  const places: number[] = [];
  let isList = false;
  for (const [index, { text, start }] of tokens.entries()) {
    const before = tokens[index - 1];
    const isName = NAME.test(text);
    if (text === 'implements' && isTypeHead(tokens, index)) isList = true;
    else if (!isName && text !== '&') isList = false;
    else if (isList && isName && before && NAME.test(before.text) && before.text !== 'implements') {
      // A type without fields may be followed by the next definition.
      if (KEYWORDS.includes(text) && NAME.test(tokens[index + 1]?.text ?? '')) isList = false;
      else places.push(between(source, before.start + before.text.length, start));
    }
  }
  return places;
}

/** A place between two tokens that is no end of a line, if there is one. */
function between(source: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (!/[\r\n]/.test(source.charAt(at))) return at;
  return from;
}

/** `type Name implements`, not a field or type of that name. */
const isTypeHead = (tokens: readonly Token[], index: number): boolean =>
  ['type', 'interface'].includes(tokens[index - 2]?.text ?? '');
