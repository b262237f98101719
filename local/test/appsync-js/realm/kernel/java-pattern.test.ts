import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

/** [pattern, text, whether java.util.regex.Pattern.matches says so], from the class's documentation. */
const MATCHES: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
  ['\\d{3}-\\d{4}', '555-1234', true],
  ['\\d+', '12a', false],
  ['[a-z&&[^bc]]+', 'adz', true],
  ['[a-z&&[^bc]]+', 'abz', false],
  ['[a-d[m-p]]+', 'amp', true],
  ['\\p{Alpha}+', 'abcXYZ', true],
  ['\\p{Punct}+', '!?-', true],
  ['\\p{L}+', 'Éa', true],
  ['\\p{Lu}.*', 'Éa', true],
  ['\\p{IsAlphabetic}+', 'ñb', true],
  ['\\P{Digit}+', 'ab', true],
  ['(?i)abc', 'ABC', true],
  ['a(?i)b', 'AB', false],
  ['a(?i)b', 'aB', true],
  ['(?i:a)b', 'Ab', true],
  ['\\Qa.b\\E', 'a.b', true],
  ['\\Qa.b\\E', 'axb', false],
  ['a*+a', 'aaa', false],
  ['(?>a|ab)c', 'abc', false],
  ['(?<x>a)\\k<x>', 'aa', true],
  ['(a)\\1', 'aa', true],
  ['a.c', 'a\nc', false],
  ['(?s)a.c', 'a\nc', true],
  ['(?x) a b # comment', 'ab', true],
  ['\\x{1F600}', '😀', true],
  ['.', '😀', true],
  ['\\h', '\t', true],
  ['[\\w.]+@[\\w.-]+', 'ada@example.com', true],
  ['[+\\-*/]', '*', true],
  ['[a\\-z]+', 'a-z', true],
  ['[a\\-z]', 'm', false],
  ['[\\w\\-.]+', 'a-b.c', true],
  ['[\\[\\]\\^\\&]+', '[]^&', true],
  ['[]a]+', ']a', true],
  ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10', 'abcdefghijj', true],
  ['(a)\\11', 'aa1', true],
  ['a|b', 'b', true],
  ['a|b', 'ab', false],
  ['', '', true],
];

const call = (pattern: string, text: string) =>
  valueOf('util.matches(ctx.args.pattern, ctx.args.text)', { arguments: { pattern, text } });

describe('util.matches: Java patterns', () => {
  test.each(MATCHES)('%j on %j is %s', (pattern, text, matches) => {
    expect(call(pattern, text)).toBe(matches);
  });

  test.each(['a(', '[a', '*a', 'a)', '(?<1>a)', '\\y'])('%j: is refused', (pattern) => {
    expect(call(pattern, 'a')).toEqual({
      message: expect.stringMatching(/index|regular expression|Invalid/),
    });
  });
});

describe('String.prototype.replace and replaceAll: Java patterns and replacements', () => {
  test.each([
    ['replace', 'a1b2', '[0-9]', '#', 'a#b2'],
    ['replaceAll', 'a1b2', '[0-9]', '#', 'a#b#'],
    ['replaceAll', 'aXbx', '(?i)x', '-', 'a-b-'],
    ['replaceAll', 'abc', '', '-', '-a-b-c-'],
    ['replaceAll', 'a😀b', '', '-', '-a-😀-b-'],
    ['replaceAll', '😀', 'x*', '-', '-😀-'],
    ['replaceAll', 'ab', '$', '!', 'ab!'],
    ['replaceAll', 'k=v', '(\\w)=(\\w)', '$2=$1', 'v=k'],
    ['replaceAll', 'k=v', '(?<key>\\w)=\\w', '${key}!', 'k!'],
    ['replaceAll', 'a', 'a', '\\$1', '$1'],
    ['replaceAll', 'aa', '(a)', '$10', 'a0a0'],
    ['replaceAll', 'x\ty', '\\s', ' ', 'x y'],
  ])('%s: %j %j %j gives %j', (method, text, pattern, replacement, gives) => {
    const expression = `ctx.args.text.${method}(ctx.args.pattern, ctx.args.replacement)`;
    expect(valueOf(expression, { arguments: { text, pattern, replacement } })).toBe(gives);
  });

  test('a group that does not exist is refused', () => {
    expect(valueOf('"a".replace("a", "$1")')).toEqual({ message: 'No group 1' });
  });
});
