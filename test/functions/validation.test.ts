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
])('checkName: keeps %j as %j', (name, value) => {
  expect(checkName('firstName', name)).toEqual({ value });
});

test.each([
  [' Ada@Example.COM\n', 'ada@example.com'],
  ['a+b.c@sub.example.co', 'a+b.c@sub.example.co'],
  ['zoe\u0308@example.com', 'zo\u00eb@example.com'],
  ['user@b\u00fccher.example', 'user@b\u00fccher.example'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
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
  [`${'a'.repeat(65)}@example.com`, 'format'],
  [`ada@${'a.'.repeat(130)}com`, 'maxLength'],
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

test.each(['', '12', '+12312', '1110004444', 'call me'])('checkPhone: refuses %j', (phone) => {
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
  [nested(31), 'maxDepth'],
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
  const value = { a: [1, -2.5, true, null, 'x', {}], '#name': '', deep: nested(29) };
  expect(checkAttributes('attributes', value)).toEqual({ value });
});
