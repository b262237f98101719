import { expect, test } from 'vitest';
import { findLostJson } from '../../functions/lib/json-text.ts';
import { checkAttributesOf } from '../../functions/lib/validation.ts';

test.each([
  '{}',
  '{"a":0.1,"b":-12.50,"c":1e3,"d":0.000,"e":-0,"f":9007199254740991,"g":1E-3}',
  '{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":["a","a","{","\\"a\\":"]}',
  '{"a":"12345678901234567890","\\\\":"\\\\"}',
  // What follows is no JSON, which others find.
  '{"a":1',
  '',
])('findLostJson: finds nothing in %s', (text) => {
  expect(findLostJson(text, 'attributes')).toBeNull();
});

test.each([
  ['{"a":1e400}', 'attributes.a', 'number'],
  ['{"a":-1E+999}', 'attributes.a', 'number'],
  ['{"a":1e-400}', 'attributes.a', 'number'],
  ['{"a":[1,{"b c":0.1234567890123456789}]}', 'attributes.a[1]["b c"]', 'number'],
  ['{"a":9007199254740993}', 'attributes.a', 'number'],
  ['{"a":1.00000000000000000000000000000000000001}', 'attributes.a', 'number'],
  ['{"a":1,"b":2,"a":1}', 'attributes.a', 'duplicateKey'],
  ['{"a":{"b":1,"\\u0062":2}}', 'attributes.a.b', 'duplicateKey'],
])('findLostJson: names what parsing %s loses', (text, path, rule) => {
  expect(findLostJson(text, 'attributes')).toMatchObject({ path, rule });
});

test('findLostJson: reads half a million nested lists', () => {
  expect(findLostJson('['.repeat(500_000), 'attributes')).toBeNull();
});

test('checkAttributesOf: refuses what parsing has lost of the text that the value came as', () => {
  const check = checkAttributesOf(['no JSON', '{"other":1e400}', '{"n":[1e400,1]}']);
  expect(check('attributes', { n: [null, 1] })).toMatchObject({
    rule: 'number',
    path: 'attributes.n[0]',
  });
  expect(check('attributes', { n: [null, 2] })).toEqual({ value: { n: [null, 2] } });
});

test('checkAttributes: refuses half a million nested lists, and reads -0 as 0', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 500_000; level += 1) deep = [deep];
  expect(checkAttributesOf()('attributes', { deep })).toMatchObject({ rule: 'maxDepth' });
  expect(checkAttributesOf()('attributes', { n: -0 })).toStrictEqual({ value: { n: 0 } });
});
