import { expect, test } from 'vitest';
import { LocalError } from '../../shared/errors.ts';
import { constant, createTestApi } from '../support/appsync-api.ts';

const cases = [
  ['no Query', 'type User { id: ID }', /Query/],
  ['syntax error', 'type Query { a: }', /Syntax Error/],
  ['unknown type', 'type Query { a: Nothing }', /Nothing/],
  ['scalar of one’s own', 'scalar Colour type Query { a: Colour }', /Colour.*no custom scalars/],
  [
    'a type named as AppSync’s own',
    'type AWSThing { a: Int } type Query { a: AWSThing }',
    /AWSThing.*begin with AWS/,
  ],
  [
    'an interface that implements another',
    'interface A { a: Int } interface B implements A { a: Int } type Query { a: B }',
    /interface B.*implements no others/,
  ],
  ['more than 1 MB', `type Query { a: Int } #${'x'.repeat(1024 * 1024)}`, /longer than 1048576/],
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

test('semicolons, and directives of AWS on inputs: are taken', async () => {
  const { query } = createTestApi({
    schema: `input Filter @aws_cognito_user_pools { a: Int @aws_iam; }
      type Query { a(filter: Filter, text: String = ";"): Int; b: String; }`,
    resolvers: { 'Query.a': constant(1) },
  });
  expect(await query('{ a }')).toEqual({ data: { a: 1 } });
  const { data } = await query('{ __type(name: "Query") { fields { args { defaultValue } } } }');
  expect(data?.['__type']).toMatchObject({
    fields: [{ args: [{ defaultValue: null }, { defaultValue: '";"' }] }, { args: [] }],
  });
});

test('root types of other names: are those of the schema block', async () => {
  const { query } = createTestApi({
    schema: 'schema { query: Reads mutation: Writes } type Reads { a: Int } type Writes { b: Int }',
    resolvers: { 'Reads.a': constant(1), 'Writes.b': constant(2) },
  });
  expect(await query('{ a __typename }')).toEqual({ data: { a: 1, __typename: 'Reads' } });
  expect(await query('mutation { b }')).toEqual({ data: { b: 2 } });
});

test('comments, descriptions and deprecations: are taken', async () => {
  const schema = '# c\n"""D""" type Query { "d" a: Int @deprecated(reason: "old") }';
  const { query } = createTestApi({ schema });
  const { data } = await query(
    '{ __type(name: "Query") { description fields(includeDeprecated: true) { description deprecationReason } } }',
  );
  expect(data?.['__type']).toEqual({
    description: 'D',
    fields: [{ description: 'd', deprecationReason: 'old' }],
  });
});
