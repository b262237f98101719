import type { Action, Expression, Parsed, Path, Section, Step } from './syntax.ts';
import { tokensOf, type Token, type TokenKind } from './tokens.ts';

const COMPARATORS = new Set(['=', '<>', '<', '<=', '>', '>=']);
const SECTIONS = new Set(['SET', 'REMOVE', 'ADD', 'DELETE']);

/** The engine behind words syntax errors itself. */
class SyntaxProblem extends Error {}

/**
 * Reads an expression, more leniently than DynamoDB where that changes nothing for the rules.
 * @returns null for what is not in the grammar
 */
export function parse(text: string, kind: Parsed['kind']): Parsed | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const parser = new Parser(tokens);
  try {
    if (kind === 'condition') return { kind, condition: parser.whole(() => parser.condition()) };
    if (kind === 'update') return { kind, actions: parser.whole(() => parser.actions()) };
    return { kind, paths: parser.whole(() => parser.list(() => parser.path())) };
  } catch (error) {
    // RangeError: thousands of parentheses.
    if (error instanceof SyntaxProblem || error instanceof RangeError) return null;
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole<T>(read: () => T): T {
    const result = read();
    this.#expect('end');
    return result;
  }

  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#take(',')) items.push(read());
    return items;
  }

  condition(): Expression {
    return this.#joined('or', 'OR', () => this.#joined('and', 'AND', () => this.#negation()));
  }

  path(): Path {
    const steps: Step[] = [{ name: this.#expect('name').text }];
    for (;;) {
      if (this.#take('.')) steps.push({ name: this.#name() });
      else if (this.#take('[')) {
        steps.push({ index: this.#expect('index').text });
        this.#expect(']');
      } else return { kind: 'path', steps, parts: [] };
    }
  }

  actions(): Action[] {
    const actions: Action[] = [];
    do {
      const section = this.#next().kind;
      if (!isSection(section)) throw new SyntaxProblem();
      actions.push(...this.list(() => this.#action(section)));
    } while (this.#kind !== 'end');
    return actions;
  }

  #action(section: Section): Action {
    const path = this.path();
    if (section === 'REMOVE') return { section, path, value: null };
    if (section === 'SET') this.#expect('=');
    return { section, path, value: this.#sum() };
  }

  #sum(): Expression {
    const left = this.#operand();
    const operator = this.#kind;
    if (operator !== '+' && operator !== '-') return left;
    this.#next();
    return { kind: 'arithmetic', operator, parts: [left, this.#operand()] };
  }

  #joined(kind: 'and' | 'or', word: string, read: () => Expression): Expression {
    let left = read();
    while (this.#take(word)) left = { kind, parts: [left, read()] };
    return left;
  }

  #negation(): Expression {
    if (this.#take('NOT')) return { kind: 'not', parts: [this.#negation()] };
    return this.#comparison();
  }

  #comparison(): Expression {
    const left = this.#operand();
    const operator = this.#kind;
    if (COMPARATORS.has(operator)) {
      this.#next();
      return { kind: 'comparison', operator, parts: [left, this.#operand()] };
    }
    if (this.#take('BETWEEN')) {
      const lower = this.#operand();
      this.#expect('AND');
      return { kind: 'between', parts: [left, lower, this.#operand()] };
    }
    if (this.#take('IN')) return { kind: 'in', parts: [left, ...this.#inParentheses()] };
    return left;
  }

  /** A condition in parentheses is read as an operand too: which it is, what follows decides. */
  #operand(): Expression {
    const { kind, text } = this.#next();
    if (kind === 'value') return { kind: 'value', name: text, parts: [] };
    if (kind === '(') {
      const inner = this.condition();
      this.#expect(')');
      return { kind: 'parenthesis', parts: [inner] };
    }
    if (kind !== 'name') throw new SyntaxProblem();
    if (this.#kind === '(') return { kind: 'function', name: text, parts: this.#inParentheses() };
    this.#at -= 1;
    return this.path();
  }

  #inParentheses(): Expression[] {
    this.#expect('(');
    const items = this.list(() => this.#operand());
    this.#expect(')');
    return items;
  }

  /** Behind a dot, a keyword is a name. */
  #name(): string {
    const { kind, text } = this.#next();
    if (!/^[#\w]/.test(text) || kind === 'index') throw new SyntaxProblem();
    return text;
  }

  get #kind(): TokenKind {
    return this.#tokens[this.#at]?.kind ?? 'end';
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new SyntaxProblem();
    this.#at += 1;
    return token;
  }

  #take(kind: TokenKind): boolean {
    if (this.#kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  #expect(kind: TokenKind): Token {
    const token = this.#next();
    if (token.kind !== kind) throw new SyntaxProblem();
    return token;
  }
}

const isSection = (kind: string): kind is Section => SECTIONS.has(kind);
