import { expect, test } from 'vitest';
import { jsonOf } from '../../appsync-js/deep-json.ts';

const LEVELS = 200_000;

function deep(leaf: unknown): unknown {
  let value = leaf;
  for (let level = 0; level < LEVELS; level += 1) value = level % 2 ? [value, 1] : { a: value };
  return value;
}

test('jsonOf: writes a value of any depth as JSON.stringify would', () => {
  const text = jsonOf({
    first: [undefined, null, 'a"\n', { gone: undefined, kept: {} }, []],
    deep: deep([true]),
  });
  expect(text.startsWith('{"first":[null,null,"a\\"\\n",{"kept":{}},[]],"deep":[{"a":[')).toBe(
    true,
  );
  expect(text).toContain('{"a":[true]}');
  const parsed = JSON.parse(text) as { deep: unknown };
  let levels = 0;
  for (let value = parsed.deep; Array.isArray(value) || (value as { a?: unknown }).a; levels += 1) {
    value = Array.isArray(value) ? (value[0] as unknown) : (value as { a: unknown }).a;
    if (value === true) break;
  }
  expect(levels).toBe(LEVELS);
});
