import { describe, expect, test } from 'vitest';
import {
  checkAttributes,
  checkEmail,
  checkName,
  checkPhone,
} from '../../functions/lib/validation.ts';

const nested = (levels: number): object => (levels === 1 ? {} : { a: nested(levels - 1) });

describe.each([
  ['', 'required'],
  [' \t ', 'required'],
  [null, 'required'],
  ['x'.repeat(101), 'maxLength'],
  ['A\u0000da', 'characters'],
  ['A\nda', 'characters'],
  ['A\u2028da', 'characters'],
  ['A\u007fda', 'characters'],
  ['A\ud800da', 'characters'],
  ['A\u200bda', 'characters'],
  ['\u202eadA', 'characters'],
  ['\ufeffAda\ufeffx', 'characters'],
  // Fillers of Hangul, joiners and vowels without a look, blank Braille, what is no character.
  ...Array.from(
    '\u3164\u115f\u1160\uffa0\u034f\u17b4\u17b5\u180b\u180e\u180f\u2065\ufff0\u2800\ufdd0\ufffe\uffff\u{1ffff}\u{e0041}',
  )
    .flatMap((one) => [`A${one}da`, `Ada${one}`])
    .map((name): [string, string] => [name, 'characters']),
  ['\u200d', 'required'],
  ['\u3164', 'required'],
  // Blank, though not of a class that says so: Braille, music, Egyptian.
  ['\u2800', 'required'],
  ['\u2800 \u{1D159}\u{13441}', 'required'],
  ['\u0301', 'required'],
])('checkName %j', (name, rule) => {
  test(`checkName: breaks the rule ${rule}`, () => {
    expect(checkName('firstName', name)).toMatchObject({ rule });
  });
});

test.each([
  ['  Ada ', 'Ada'],
  ['x'.repeat(100), 'x'.repeat(100)],
  // 100 characters are 200 UTF-16 units here.
  ['\u{1F600}'.repeat(100), '\u{1F600}'.repeat(100)],
  ['Zoe\u0308', 'Zo\u00eb'],
  ["Anne-Marie O'Neill", "Anne-Marie O'Neill"],
  // Persian writes this with a zero width non-joiner, and an emoji may hold a joiner.
  ['\u0639\u0644\u06cc\u200c\u0631\u0636\u0627', '\u0639\u0644\u06cc\u200c\u0631\u0636\u0627'],
  ['\u{1F469}\u200d\u{1F4BB}', '\u{1F469}\u200d\u{1F4BB}'],
  ['\u91ce', '\u91ce'],
  // What chooses a form: of an emoji, of Han letters, of Mongolian ones.
  ['\u2764\ufe0f Ada', '\u2764\ufe0f Ada'],
  ['\u845b\u{e0100}\u57ce', '\u845b\u{e0100}\u57ce'],
  ['\u182a\u180b\u1820', '\u182a\u180b\u1820'],
])('checkName: keeps %j as %j', (name, value) => {
  expect(checkName('firstName', name)).toEqual({ value });
});

test.each([
  [' Ada@Example.COM\n', 'ada@example.com'],
  ['a+b.c@sub.example.co', 'a+b.c@sub.example.co'],
  ['zoe\u0308@example.com', 'zo\u00eb@example.com'],
  ['user@B\u00fccher.example', 'user@xn--bcher-kva.example'],
  ['user@xn--bcher-kva.example', 'user@xn--bcher-kva.example'],
  ['user@\uff45xample.com', 'user@example.com'],
  // The full stop of Japanese keyboards; a sharp s and both small sigmas are letters of their own.
  ['user@example\u3002com', 'user@example.com'],
  ['user@stra\u00dfe.example', 'user@xn--strae-oqa.example'],
  ['user@XN--BCHER-KVA.Example', 'user@xn--bcher-kva.example'],
  ['user@\u0392\u038c\u039b\u039f\u03a3.example', 'user@xn--nxasmq6b.example'],
  ['user@\u03b2\u03cc\u03bb\u03bf\u03c2.example', 'user@xn--nxasmm1c.example'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  [`${'a'.repeat(64)}@${'b'.repeat(59)}.com`, `${'a'.repeat(64)}@${'b'.repeat(59)}.com`],
  ["o'brien!#$%&*/=?^_`{|}~@example.com", "o'brien!#$%&*/=?^_`{|}~@example.com"],
])('checkEmail: keeps %j as %j', (email, value) => {
  expect(checkEmail('email', email)).toEqual({ value });
});

test.each([
  ['', 'format'],
  [null, 'required'],
  ['ada', 'format'],
  ['ada@', 'format'],
  ['@example.com', 'format'],
  ['ada@localhost', 'format'],
  ['a da@example.com', 'format'],
  ['ada@@example.com', 'format'],
  ['.ada@example.com', 'format'],
  ['a..da@example.com', 'format'],
  ['ada@-example.com', 'format'],
  ['ada@example..com', 'format'],
  ['ada@example.com.', 'format'],
  // AWSEmail could not write these in an answer.
  ['ada@example.com-', 'format'],
  ['a@example.-c', 'format'],
  ['a@example.--', 'format'],
  ['ada@b\u00fccher.example\u3002', 'format'],
  [`${'a'.repeat(65)}@example.com`, 'format'],
  // Cognito takes 128 characters for a user name.
  [`${'a'.repeat(64)}@${'b'.repeat(60)}.com`, 'maxLength'],
  ['a\u200bda@example.com', 'format'],
  ['ada@exam\u00adple.com', 'format'],
  ['\u3164@example.com', 'format'],
  ['ada\u202e@example.com', 'format'],
  ['ada@exam\ud800ple.com', 'format'],
  ['ada\ue000@example.com', 'format'],
  ['Ada <ada@example.com>', 'format'],
])('checkEmail: refuses %j by the rule %s', (email, rule) => {
  expect(checkEmail('email', email)).toMatchObject({ rule });
});

test.each([
  ['+44 20 7946 0018', '+442079460018'],
  ['+1-206-555-0100', '+12065550100'],
  ['206-555-0100', '+12065550100'],
  [null, null],
])('checkPhone: keeps %j as %j', (phone, value) => {
  expect(checkPhone('phone', phone)).toEqual({ value });
});

test.each([
  '',
  '12',
  '+12312',
  '1110004444',
  'call me',
  'call +1 650 253 0000 now',
  '+1 650 253 0000 ext. 5',
  '+1 650 253 0000;ext=5',
  // Long enough, but in no plan of its country: AWSPhone could not write them in an answer.
  '+49 12345678',
  '+49 111 0000000',
  '+33 8 49 56 45 50',
])('checkPhone: refuses %j', (phone) => {
  expect(checkPhone('phone', phone)).toMatchObject({ rule: 'format' });
});

test.each([
  ['text', 'object'],
  [[1], 'object'],
  [7, 'object'],
  [{ big: 2 ** 60 }, 'number'],
  [{ tiny: [1e-200] }, 'number'],
  [{ '': 1 }, 'key'],
  [JSON.parse('{"__proto__": {"admin": true}}'), 'key'],
  [nested(29), 'maxDepth'],
  [{ half: ['\ud800'] }, 'characters'],
  [{ 'half \udc00': 1 }, 'characters'],
])('checkAttributes: refuses %j by the rule %s', (attributes, rule) => {
  expect(checkAttributes('attributes', attributes)).toMatchObject({ rule });
});

test('checkAttributes: counts 4096 bytes of UTF-8 JSON', () => {
  // {"a":""} is 8 bytes, each letter here 2.
  const attributes = (letters: number) => ({ a: '\u00e4'.repeat(letters) });
  expect(checkAttributes('attributes', attributes(2044))).toEqual({ value: attributes(2044) });
  expect(checkAttributes('attributes', attributes(2045))).toMatchObject({ rule: 'maxSize' });
});

test('checkAttributes: keeps what JSON can say', () => {
  const value = {
    a: [1, -2.5, true, null, 'x', {}],
    '#name': '',
    deep: nested(27),
    '\u{1F600}': '\u{1F600}',
  };
  expect(checkAttributes('attributes', value)).toEqual({ value });
});
