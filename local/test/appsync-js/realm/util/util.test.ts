import { describe, expect, test } from 'vitest';
import { run, valueOf } from '../../support.ts';
import type { Case } from '../../support.ts';

/** From AWS's documentation of each function, or of the Java class it names. */
const CASES: readonly Case[] = [
  {
    id: 'urlEncode as Java URLEncoder',
    expression: 'util.urlEncode("a b*~é/-_.")',
    gives: 'a+b*%7E%C3%A9%2F-_.',
  },
  {
    id: 'base64Decode ends at the padding and skips what is not of the alphabet',
    expression: 'util.base64Decode("aG\\nVs bG8=aGk=")',
    gives: 'hello',
  },
  { id: 'urlDecode', expression: 'util.urlDecode("a+b%C3%A9%F0%9F%98%80")', gives: 'a bé😀' },
  {
    id: 'base64Encode of UTF-8',
    expression: 'util.base64Encode("hé😀")',
    gives: Buffer.from('hé😀').toString('base64'),
  },
  {
    id: 'base64Decode of UTF-8',
    expression: `util.base64Decode("${Buffer.from('hé😀!').toString('base64')}")`,
    gives: 'hé😀!',
  },
  {
    id: 'escapeJavaScript',
    expression: String.raw`util.escapeJavaScript("He didn't say, \"Stop!\" </b>\n é")`,
    gives: String.raw`He didn\'t say, \"Stop!\" <\/b>\n \u00E9`,
  },
  {
    id: 'matches: the documented sample',
    expression: 'util.matches("a*b", "aaaaab")',
    gives: true,
  },
  { id: 'matches: the whole value', expression: 'util.matches("a*b", "xaab")', gives: false },
  {
    id: 'math.roundNum rounds halves up',
    expression: '[2.5, -2.5, 0.49999999999999994].map((number) => util.math.roundNum(number))',
    gives: [3, -2, 0],
  },
  {
    id: 'math.minVal and maxVal',
    expression: '[util.math.minVal(1, 2), util.math.maxVal(1, 2)]',
    gives: [1, 2],
  },
  {
    id: 'math.randomDouble',
    expression: '[util.math.randomDouble()].every((number) => number >= 0 && number < 1)',
    gives: true,
  },
  { id: 'math.randomWithinRange', expression: 'util.math.randomWithinRange(7, 7)', gives: 7 },
  { id: 'str.normalize', expression: 'util.str.normalize("e\u0301", "nfc")', gives: '\u00e9' },
  {
    id: 'http.copyHeaders',
    expression: 'util.http.copyHeaders({ Host: "h", "content-length": "1", accept: "a" })',
    gives: { accept: 'a' },
  },
  {
    id: 'no helper that only VTL has',
    expression:
      'Object.keys(util).filter((name) => name.startsWith("is") || name.endsWith("Json"))',
    gives: [],
  },
];

describe('util', () => {
  test.each(CASES)('$id', ({ expression, gives }) => {
    expect(valueOf(expression)).toEqual(gives);
  });

  test('autoId: a version 4 UUID', () => {
    expect(valueOf('util.autoId()')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('autoUlid: 26 characters that begin with the time and ascend', () => {
    const [first, second] = valueOf('[util.autoUlid(), util.autoUlid()]') as [string, string];
    expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(first.slice(0, 10)).toBe('01C5P7XAC6');
    expect(second > first).toBe(true);
  });

  test('autoKsuid: 27 characters of base 62 whose first 4 bytes are the seconds since 2014-05-13', () => {
    const text = String(valueOf('util.autoKsuid()'));
    expect(text).toMatch(/^[0-9A-Za-z]{27}$/);
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const value = Array.from(text).reduce(
      (sum, digit) => sum * 62n + BigInt(digits.indexOf(digit)),
      0n,
    );
    expect(Number(value >> 128n)).toBe(1517943695 - 1_400_000_000);
  });

  test.each([
    ['AWS_IAM', 'IAM Authorization'],
    ['AMAZON_COGNITO_USER_POOLS', 'User Pool Authorization'],
    ['OPENID_CONNECT', 'Open ID Connect Authorization'],
    ['API_KEY', 'API Key Authorization'],
    ['AWS_LAMBDA', 'Lambda Authorization'],
  ] as const)('authType: %s', (authType, text) => {
    expect(valueOf('util.authType()', { authType })).toBe(text);
  });

  // Messages of java.net.URLDecoder.
  test.each([
    ['%', 'URLDecoder: Incomplete trailing escape (%) pattern'],
    ['a%2', 'URLDecoder: Incomplete trailing escape (%) pattern'],
    ['%zz', 'URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: "zz"'],
    ['%4g', 'URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 1 in: "4g"'],
  ])('urlDecode(%j): is refused', (text, message) => {
    expect(valueOf('util.urlDecode(ctx.args.text)', { arguments: { text } })).toEqual({ message });
  });

  test('http.addResponseHeader: the latest value wins, values may be objects', () => {
    const { effects, outErrors } = run(
      'util.http.addResponseHeader("A", 1); util.http.addResponseHeaders({ a: "2", b: { c: 3 } }); return {};',
    );
    expect(effects.responseHeaders).toEqual({ a: '2', b: '{"c":3}' });
    expect(outErrors).toEqual([]);
  });

  test('http.addResponseHeader: a header that is replaced counts towards the 4 KB', () => {
    const { effects, outErrors } = run(
      'util.http.addResponseHeader("a", ctx.args.big); util.http.addResponseHeader("a", ctx.args.big); return {};',
      { arguments: { big: 'x'.repeat(2100) } },
    );
    expect(Object.keys(effects.responseHeaders)).toEqual(['a']);
    expect(outErrors.map(({ errorType }) => errorType)).toEqual(['ResponseHeaderError']);
  });

  test.each([
    '"x-amzn-a", "v"',
    '"Content-Type", "v"',
    '"", "v"',
    '"a", null',
    '"a b", "v"',
    '"a", "v\\r\\nb: w"',
    '"a", "€"',
    '"big", "x".concat(ctx.args.big)',
  ])('http.addResponseHeader(%s): is ignored with a ResponseHeaderError', (args) => {
    const { effects, outErrors } = run(`util.http.addResponseHeader(${args}); return {};`, {
      arguments: { big: 'x'.repeat(4096) },
    });
    expect(effects.responseHeaders).toEqual({});
    expect(outErrors.map(({ errorType }) => errorType)).toEqual(['ResponseHeaderError']);
  });
});
