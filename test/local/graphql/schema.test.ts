import { expect, test } from 'vitest';
import { LocalError } from '../../../local/shared/errors.ts';
import { createTestApi } from '../../support/appsync-api.ts';

const cases = [
  ['no Query', 'type User { id: ID }', /Query/],
  ['syntax error', 'type Query { a: }', /Syntax Error/],
  ['unknown type', 'type Query { a: Nothing }', /Nothing/],
  ['scalar of one’s own', 'scalar Colour type Query { a: Colour }', /Colour.*no custom scalars/],
  [
    '@aws_subscribe on a mutation that is not there',
    'type Query { a: Int } type Subscription { onA: Int @aws_subscribe(mutations: ["setA"]) }',
    /Subscription\.onA.*no mutation setA/,
  ],
  [
    '@aws_subscribe on a mutation of another type',
    'type Query { a: Int } type Mutation { setA: Int } type Subscription { onA: String @aws_subscribe(mutations: ["setA"]) }',
    /Subscription\.onA returns String, its mutation setA returns Int/,
  ],
] as const;

test.each(cases)('schema with %s: refused at start', (_title, schema, message) => {
  const make = (): unknown => createTestApi({ schema });
  expect(make).toThrow(LocalError);
  expect(make).toThrow(message);
});
