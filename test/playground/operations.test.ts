import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../playground/operations.ts';
import { PEOPLE } from '../../playground/people.ts';
import { SIGN_INS } from '../../playground/sign-ins.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const schema = buildSchema(
  [
    read('node_modules/appsync-on-a-laptop/graphql/aws-prelude.graphql'),
    read('schema.graphql'),
  ].join('\n'),
  { assumeValidSDL: true },
);

describe.each(EXAMPLES)('example %#', ({ query, variables = '{}' }) => {
  test(`example: ${query.match(/(?:query|mutation|subscription) \w+/u)?.[0]} fits the schema`, () => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const operation = getOperationAST(document);
    const given = JSON.parse(variables) as Record<string, unknown>;
    expect(
      getVariableValues(schema, operation?.variableDefinitions ?? [], given).errors,
    ).toBeUndefined();
  });
});

test('examples: use every root field a person may call', () => {
  const text = EXAMPLES.map(({ query }) => query).join('\n');
  for (const field of [
    'me',
    'listUsers',
    'getUserByEmail',
    'userStats',
    'createUser',
    'updateUser',
    'updateMe',
    'requestEmailChange',
    'confirmEmailChange',
    'suspendUser',
    'reactivateUser',
    'deleteUser',
    'onUserChange',
  ]) {
    expect(text).toMatch(new RegExp(`^ {2}${field}\\b`, 'mu'));
  }
});

test('people: are 28 with addresses of their own, in every status and role', () => {
  const emails = [...PEOPLE, ...SIGN_INS].map(({ email }) => email);
  expect(new Set(emails).size).toBe(30);
  for (const email of emails) expect(email).toMatch(/^[a-z.]+@example\.com$/u);
  const by = (key: 'role' | 'status') => new Set(PEOPLE.map((person) => person[key]));
  expect(by('role')).toEqual(new Set(['ADMIN', 'MEMBER']));
  expect(by('status')).toEqual(new Set(['ACTIVE', 'INVITED', 'SUSPENDED']));
  expect(PEOPLE.filter(({ status }) => status === 'SUSPENDED')).toHaveLength(2);
});
