import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { DIRECTORY_ERRORS } from '../../functions/lib/errors.ts';

/** What resolvers alone refuse. */
const OF_RESOLVERS = ['InvalidToken'];
const ALL = [...DIRECTORY_ERRORS, ...OF_RESOLVERS].toSorted();

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

test('README.md: lists every errorType, each once and no other', () => {
  const [, row = ''] = /^\| Errors +\| (.*) \|$/mu.exec(read('README.md')) ?? [];
  expect([...row.matchAll(/`(\w+)`/gu)].map(([, type]) => type).toSorted()).toEqual(ALL);
});

test('resolvers: refuse with no errorType that is not listed', () => {
  const used = [
    ...read('resolvers', 'lib', 'errors.ts').matchAll(/'([A-Z][a-z]+[A-Z]\w+)(?<!Exception)'/gu),
  ];
  expect(used.length).toBeGreaterThan(2);
  for (const [, type] of used) expect(ALL).toContain(type);
});

test.each([['docs', 'clients.md'], ['schema.graphql']])(
  '%s: names no errorType that there is not',
  (path) => {
    const looksLikeOne =
      /\b[A-Z][a-z]+(?:Failed|Taken|Conflict|Mismatch|Expired|Exceeded|Token|Error)\b/gu;
    const OF_OTHERS = ['FirewallError', 'ServerError'];
    const named = [...read(path).matchAll(looksLikeOne)].map(([type]) => type);
    expect(named.length).toBeGreaterThan(0);
    for (const type of new Set(named)) expect([...ALL, ...OF_OTHERS]).toContain(type);
  },
);
