import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { ERROR_TYPES, type ErrorType } from '../../model/errors.ts';
import type { ApiErrorType } from 'user-manager-client';

const ALL = Object.keys(ERROR_TYPES).toSorted();

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('README.md: lists every errorType, each once and no other', () => {
  const [, row = ''] = /^\| Errors +\| (.*) \|$/mu.exec(read('README.md')) ?? [];
  expect([...row.matchAll(/`(\w+)`/gu)].map(([, type]) => type).toSorted()).toEqual(ALL);
});

const TYPE =
  /\b[A-Z][a-z]+(?:Failed|Taken|Conflict|State|Mismatch|Expired|Exceeded|Token|Required|Error)\b/gu;
/** Of clients and their libraries. */
const OF_OTHERS = ['FirewallError', 'ServerError'];

test.each(['docs/clients.md', 'schema.graphql'])('%s: names no errorType that is not', (path) => {
  const named = [...read(path).matchAll(TYPE)].map(([type]) => type);
  expect(named.length).toBeGreaterThan(0);
  expect([...ALL, ...OF_OTHERS]).toEqual(expect.arrayContaining(named));
});

test('user-manager-client: types every errorType', () => {
  expectTypeOf<ApiErrorType>().toEqualTypeOf<ErrorType>();
});
