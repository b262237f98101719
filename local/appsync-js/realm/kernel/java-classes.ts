import { Pattern, hasOwn } from './primordials.ts';

/** Java's line terminators, as they stand in a class. */
export const LINE_END = '\\n\\r\\u0085\\u2028\\u2029';

/** Java's escapes that JavaScript lacks or reads otherwise; as they stand outside a class. */
export const ESCAPES: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: `(?=(?:\\r\\n|[${LINE_END}])?(?![\\s\\S]))`,
  a: '\\u0007',
  e: '\\u001B',
  R: `(?:\\r\\n|[\\n\\u000B\\f\\r\\u0085\\u2028\\u2029])`,
  G: '',
};

/** Java's predefined classes that JavaScript lacks or defines otherwise; inside and outside a class. */
export const CLASSES: Record<string, string> = {
  h: '[ \\t\\u00A0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000]',
  H: '[^ \\t\\u00A0\\u1680\\u180E\\u2000-\\u200A\\u202F\\u205F\\u3000]',
  v: '[\\n\\u000B\\f\\r\\u0085\\u2028\\u2029]',
  V: '[^\\n\\u000B\\f\\r\\u0085\\u2028\\u2029]',
  s: '[ \\t\\n\\u000B\\f\\r]',
  S: '[^ \\t\\n\\u000B\\f\\r]',
};

/** POSIX and java.lang.Character classes. */
export const PROPERTIES: Record<string, string> = {
  Lower: '[a-z]',
  Upper: '[A-Z]',
  ASCII: '[\\u0000-\\u007F]',
  Alpha: '[a-zA-Z]',
  Digit: '[0-9]',
  Alnum: '[a-zA-Z0-9]',
  Punct: '[!-\\/:-@\\[-`\\{-~]',
  Graph: '[!-~]',
  Print: '[ -~]',
  Blank: '[ \\t]',
  Cntrl: '[\\u0000-\\u001F\\u007F]',
  XDigit: '[0-9a-fA-F]',
  Space: '[ \\t\\n\\u000B\\f\\r]',
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaWhitespace: '\\s',
  IsAlphabetic: '\\p{Alphabetic}',
  IsLetter: '\\p{L}',
  IsDigit: '\\p{Nd}',
  IsUppercase: '\\p{Uppercase}',
  IsLowercase: '\\p{Lowercase}',
  IsPunctuation: '\\p{P}',
  IsWhite_Space: '\\p{White_Space}',
  IsIdeographic: '\\p{Ideographic}',
};

/** Octal digits of at most three places as two hexadecimal ones. */
export function toHex(octal: string): string {
  let value = 0;
  for (const digit of octal) value = value * 8 + +digit;
  const digits = '0123456789abcdef';
  return digits.charAt((value - (value % 16)) / 16) + digits.charAt(value % 16);
}

/** A literal character outside a class. */
export function quote(character: string): string {
  return new Pattern('^[\\^$\\\\.*+?()\\[\\]{}|\\/]$').test(character)
    ? `\\${character}`
    : character;
}

/** A literal character inside a class. */
export function quoteInClass(character: string): string {
  return new Pattern('^[()\\[\\]{}\\/\\-\\\\|&!#$%*+,.:;<=>?@^`~]$').test(character)
    ? `\\${character}`
    : character;
}

/** `\\p{name}`, or its complement. */
export function propertyClass(name: string, inverse: boolean): string {
  const set = hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;
  if (set !== undefined) return inverse ? `[^${set}]` : `[${set}]`;
  const plain = name.startsWith('Is')
    ? name.slice(2)
    : name.startsWith('In')
      ? name.slice(2)
      : name;
  const script = new Pattern(
    '^(?:L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|Z|Zs|Zl|Zp|C|Cc|Cf|Co|Cn|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So)$',
  ).test(plain);
  return `\\${inverse ? 'P' : 'p'}{${script ? plain : `Script=${plain.replace('script=', '')}`}}`;
}

/** Inline flags that change what a pattern means. */
export interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

/** Turns an embedded flag on or off; others than `imsx` change nothing here. */
export function setFlag(flags: Flags, name: string, value: boolean): void {
  if (name === 'i' || name === 'm' || name === 's' || name === 'x') flags[name] = value;
}
