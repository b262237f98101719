import {
  CLASSES,
  ESCAPES,
  LINE_END,
  propertyClass,
  quote,
  quoteInClass,
  setFlag,
  toHex,
} from './java-classes.ts';
import type { Flags } from './java-classes.ts';
import { Pattern, hasOwn } from './primordials.ts';
import { UtilError } from './state.ts';

/** A pattern in JavaScript's form, and what is known of its backtracking before it is run. */
export interface Translated {
  readonly text: string;
  /** A repetition of something that may match in several ways: each character may double the work. */
  readonly isNested: boolean;
  /** Repetitions one after the other: the work may grow with this power of the text's length. */
  readonly repetitions: number;
  /** Optional parts and choices outside of repetitions. */
  readonly choices: number;
}

/**
 * Writes a java.util.regex pattern as a JavaScript one for the `v` flag.
 * @throws UtilError for what Java refuses
 * @see https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function translatePattern(source: string): Translated {
  return new Translator(source).translate();
}

const isDigit = (character: string): boolean => new Pattern('^[0-9]$').test(character);

/** Reads a Java pattern once from left to right. */
class Translator {
  private readonly source: string;
  private at = 0;
  private flags: Flags = { i: false, m: false, s: false, x: false };
  private atomics = 0;
  /** Capturing groups opened so far. */
  private groups = 0;
  private readonly ways = { isNested: false, repetitions: 0, choices: 0 };

  constructor(source: string) {
    this.source = source;
  }

  translate(): Translated {
    const text = this.alternatives();
    if (this.at < this.source.length) this.fail("Unmatched closing ')'");
    return { text, ...this.ways };
  }

  private fail(message: string): never {
    throw new UtilError(`${message} near index ${this.at}\n${this.source}`);
  }

  private peek(length = 1): string {
    return this.source.slice(this.at, this.at + length);
  }

  /** Everything up to the end of the group. Inline flags reach as far. */
  private alternatives(): string {
    const outer = this.flags;
    this.flags = { ...outer };
    let text = '';
    while (this.at < this.source.length && this.peek() !== ')') {
      if (this.peek() === '|') {
        this.at += 1;
        this.ways.choices += 1;
        text += '|';
      } else text += this.quantified();
    }
    this.flags = outer;
    return text;
  }

  private quantified(): string {
    const before = this.at;
    const ways = this.ways.repetitions + this.ways.choices;
    const atom = this.atom();
    if (atom === '') return '';
    let quantifier = '';
    if (this.peek() === '*' || this.peek() === '+' || this.peek() === '?') {
      quantifier = this.peek();
      this.at += 1;
    } else if (this.peek() === '{') {
      const close = this.source.indexOf('}', this.at);
      if (close < 0) this.fail('Unclosed counted closure');
      quantifier = this.source.slice(this.at, close + 1);
      this.at = close + 1;
    }
    if (quantifier === '') return atom;
    if (before === this.at) this.fail('Dangling meta character');
    this.countWays(quantifier, ways);
    if (this.peek() === '?') {
      this.at += 1;
      return `${atom}${quantifier}?`;
    }
    if (this.peek() === '+') {
      this.at += 1;
      return this.atomic(`${atom}${quantifier}`);
    }
    return `${atom}${quantifier}`;
  }

  private countWays(quantifier: string, before: number): void {
    if (quantifier !== '?' && this.ways.repetitions + this.ways.choices > before)
      this.ways.isNested = true;
    if (quantifier === '?') this.ways.choices += 1;
    else this.ways.repetitions += 1;
  }

  /** Java's possessive quantifiers and atomic groups: a lookahead does not give back either. */
  private atomic(text: string): string {
    this.atomics += 1;
    const name = `appsyncAtomic${this.atomics}`;
    return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
  }

  private atom(): string {
    const character = this.peek();
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.cased(this.characterClass());
      case '\\':
        return this.escape();
      case '.':
        this.at += 1;
        return this.flags.s ? '[\\s\\S]' : `[^${LINE_END}]`;
      case '^':
        this.at += 1;
        return this.flags.m ? `(?:(?<![\\s\\S])|(?<=[${LINE_END}])(?=[\\s\\S]))` : '(?<![\\s\\S])';
      case '$':
        this.at += 1;
        return this.flags.m ? `(?=[${LINE_END}]|(?![\\s\\S]))` : (ESCAPES.Z ?? '');
      case '*':
      case '+':
      case '?':
        return this.fail(`Dangling meta character '${character}'`);
      default:
        return this.literal();
    }
  }

  private literal(): string {
    const character = String.raw`${this.codePoint()}`;
    if (this.flags.x) {
      if (new Pattern('^\\s$').test(character)) return '';
      if (character === '#') {
        const end = this.source.indexOf('\n', this.at);
        this.at = end < 0 ? this.source.length : end + 1;
        return '';
      }
    }
    return this.cased(quote(character));
  }

  private codePoint(): string {
    for (const character of this.source.slice(this.at, this.at + 2)) {
      this.at += character.length;
      return character;
    }
    return '';
  }

  /** Case-insensitive for this atom only: inline flags may change within a group. */
  private cased(text: string): string {
    return this.flags.i ? `(?i:${text})` : text;
  }

  private group(): string {
    const inline = new Pattern('^\\(\\?([imsxdu]*)(?:-([imsxdu]+))?([:)])').exec(
      this.source.slice(this.at),
    );
    if (inline !== null && inline[0] !== '(?:') return this.flagged(inline);
    for (const opening of ['(?:', '(?=', '(?!', '(?<=', '(?<!', '(?>']) {
      if (this.peek(opening.length) !== opening) continue;
      this.at += opening.length;
      const inner = this.closed();
      return opening === '(?>' ? this.atomic(inner) : `${opening}${inner})`;
    }
    const named = new Pattern('^\\(\\?<[A-Za-z][A-Za-z0-9]*>').exec(this.source.slice(this.at));
    if (named === null && this.peek(2) === '(?') this.fail('Unknown inline modifier');
    const opening = named === null ? '(' : named[0];
    this.at += opening.length;
    this.groups += 1;
    return `${opening}${this.closed()})`;
  }

  private closed(): string {
    const inner = this.alternatives();
    if (this.peek() !== ')') this.fail('Unclosed group');
    this.at += 1;
    return inner;
  }

  private flagged(inline: RegExpExecArray): string {
    const outer = this.flags;
    const flags = { ...outer };
    for (const name of inline[1] ?? '') setFlag(flags, name, true);
    for (const name of inline[2] ?? '') setFlag(flags, name, false);
    this.at += inline[0].length;
    this.flags = flags;
    if (inline[3] === ')') return '';
    const inner = this.closed();
    this.flags = outer;
    return `(?:${inner})`;
  }

  private escape(): string {
    const next = this.source.charAt(this.at + 1);
    if (next === '') this.fail('Unexpected internal error');
    if (next === 'Q') return this.cased(this.quoted());
    if (next === 'G') this.fail('\\G is not supported here');
    const fixed = hasOwn(ESCAPES, next) ? ESCAPES[next] : undefined;
    if (fixed !== undefined) {
      this.at += 2;
      return fixed;
    }
    if (next === 'k') {
      const rest = this.source.slice(this.at);
      const reference = new Pattern('^\\\\k<[A-Za-z][A-Za-z0-9]*>').exec(rest);
      if (reference === null) this.fail("\\k is not followed by '<' for named capturing group");
      this.at += reference[0].length;
      this.ways.isNested = true;
      return reference[0];
    }
    if (next === 'b' || next === 'B') {
      this.at += 2;
      return `\\${next}`;
    }
    if (isDigit(next) && next !== '0') return this.backReference();
    return this.cased(this.classEscape(quote));
  }

  /** Java takes further digits as long as so many groups were opened. */
  private backReference(): string {
    this.at += 1;
    this.ways.isNested = true; // what is referred to may be of any length
    let number = '';
    do {
      number += this.peek();
      this.at += 1;
    } while (isDigit(this.peek()) && +(number + this.peek()) <= this.groups);
    return `(?:\\${number})`;
  }

  private quoted(): string {
    const end = this.source.indexOf('\\E', this.at + 2);
    const text = this.source.slice(this.at + 2, end < 0 ? this.source.length : end);
    this.at = end < 0 ? this.source.length : end + 2;
    let quotedText = '';
    for (const character of text) quotedText += quote(character);
    return `(?:${quotedText})`;
  }

  /** An escape that stands for characters, inside and outside a class; `literal` writes a plain one. */
  private classEscape(literal: (character: string) => string): string {
    const rest = this.source.slice(this.at + 1);
    const next = rest.charAt(0);
    const set = hasOwn(CLASSES, next) ? CLASSES[next] : undefined;
    if (set !== undefined) {
      this.at += 2;
      return set;
    }
    if (next === 'p' || next === 'P') return this.property(rest, next === 'P');
    const code = new Pattern(
      '^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\\{([0-9a-fA-F]+)\\}|0([0-3]?[0-7]{1,2}))',
    ).exec(rest);
    if (code !== null) {
      this.at += 1 + code[0].length;
      const hex = code[1] ?? code[2] ?? code[3];
      return hex === undefined ? `\\u{${toHex(code[4] ?? '0')}}` : `\\u{${hex}}`;
    }
    if (next === 'c') {
      this.at += 3;
      return `\\c${rest.charAt(1)}`;
    }
    this.at += 1;
    const character = this.codePoint();
    if (new Pattern('^[dDwWtnrf]$').test(character)) return `\\${character}`;
    if (character === 'a') return '\\u0007';
    if (character === 'e') return '\\u001B';
    if (new Pattern('^[A-Za-z0-9]$').test(character))
      this.fail('Illegal/unsupported escape sequence');
    return literal(character);
  }

  private property(rest: string, negated: boolean): string {
    const found = new Pattern('^[pP](?:\\{(\\^?)([A-Za-z0-9_= ]+)\\}|([A-Z]))').exec(rest);
    if (found === null) this.fail('Illegal character property');
    this.at += 1 + found[0].length;
    const name = found[2] ?? found[3] ?? '';
    const inverse = negated !== (found[1] === '^');
    return propertyClass(name, inverse);
  }

  /** `[...]`: Java's unions, nested classes and intersections, which the v flag has too. */
  private characterClass(): string {
    this.at += 1;
    let negated = '';
    if (this.peek() === '^') {
      negated = '^';
      this.at += 1;
    }
    const operands: string[] = [];
    let operand = '';
    let first = true;
    while (first || this.peek() !== ']') {
      if (this.at >= this.source.length) this.fail('Unclosed character class');
      if (this.peek(2) === '&&') {
        this.at += 2;
        operands.push(operand);
        operand = '';
      } else operand += this.classPart();
      first = false;
    }
    this.at += 1;
    if (operands.length === 0) return `[${negated}${operand}]`;
    operands.push(operand);
    let text = '';
    for (const part of operands) if (part !== '') text += `${text === '' ? '' : '&&'}[${part}]`;
    return `[${negated}${text}]`;
  }

  private classPart(): string {
    if (this.peek() === '[') return this.characterClass();
    if (this.peek(2) === '\\Q') return this.quoted().slice(3, -1);
    const start = this.classCharacter();
    if (this.peek() !== '-' || this.peek(2) === '-]' || this.peek(2) === '-[') return start;
    this.at += 1;
    return `${start}-${this.classCharacter()}`;
  }

  private classCharacter(): string {
    return this.peek() === '\\' ? this.classEscape(quoteInClass) : quoteInClass(this.codePoint());
  }
}
