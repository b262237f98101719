import { expect, test } from 'vitest';
import { createTargetReader } from '../../gateway/request-targets.ts';

test('createTargetReader: reads a path, its query and a target that begins like another host', () => {
  const read = createTargetReader();
  expect(read('/graphql')?.pathname).toBe('/graphql');
  expect(read('/graphql?query=%7Ba%7D')?.searchParams.get('query')).toBe('{a}');
  expect(read('//evil.test/graphql')?.host).toBe('gateway');
  expect(read()?.pathname).toBe('/');
});

test('createTargetReader: each of many requests gets its own path and its own query', () => {
  const read = createTargetReader();
  for (const round of [1, 2]) {
    for (let path = 0; path < 200; path += 1) {
      expect(read(`/p${path}`)?.pathname).toBe(`/p${path}`);
      expect(read(`/p?round=${round}&path=${path}`)?.search).toBe(`?round=${round}&path=${path}`);
    }
  }
});

test('createTargetReader: a malformed target is null, time after time', () => {
  const read = createTargetReader();
  expect(read(':99999/x')).toBe(null);
  expect(read(':99999/x')).toBe(null);
});
