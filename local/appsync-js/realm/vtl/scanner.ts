import { Pattern } from '../kernel/primordials.ts';

/** A text, a number or a word of JSON. */
const SCALAR =
  '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null';

/** Finds where a text stops being JSON: the engine's own parser does not always say. */
export class Scanner {
  readonly #text: string;
  readonly #scalar = new Pattern(SCALAR, 'y');
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the first character that is wrong; null when only what follows the value is. */
  problem(): number | null {
    return this.#value(0) ? null : this.#at;
  }

  /** Whether a value stands here; goes behind it, or to what is wrong. */
  #value(depth: number): boolean {
    const next = this.#peek();
    if (depth > 500) return false;
    if (next === '{') return this.#list('}', () => this.#member(depth));
    if (next === '[') return this.#list(']', () => this.#value(depth + 1));
    return this.#token();
  }

  #member(depth: number): boolean {
    if (this.#peek() !== '"' || !this.#token() || this.#peek() !== ':') return false;
    this.#at += 1;
    return this.#value(depth + 1);
  }

  #list(end: string, element: () => boolean): boolean {
    this.#at += 1;
    if (this.#peek() === end) return this.#skip();
    while (element()) {
      if (this.#peek() === end) return this.#skip();
      if (this.#peek() !== ',') return false;
      this.#at += 1;
    }
    return false;
  }

  #skip(): true {
    this.#at += 1;
    return true;
  }

  #token(): boolean {
    this.#scalar.lastIndex = this.#at;
    const [found] = this.#scalar.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found !== undefined;
  }

  /** The next character that is no white space; goes to it. */
  #peek(): string {
    while (this.#at < this.#text.length && this.#text.charAt(this.#at).trim() === '') this.#at += 1;
    return this.#text.charAt(this.#at);
  }
}
