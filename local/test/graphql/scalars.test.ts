import { describe, expect, test } from 'vitest';
import { scalars } from '../../graphql/index.ts';
import { constant, createTestApi } from '../support/appsync-api.ts';

/** By scalar: accepted and refused input, from AWS's scalar page and introspection descriptions. */
const inputs: readonly (readonly [name: string, accepted: unknown[], refused: unknown[]])[] = [
  [
    'AWSDate',
    [
      '1970-01-01',
      '-1970-01-01',
      '2020-02-29',
      '1970-01-01Z',
      '1970-01-01-07:00',
      '1970-01-01+05:30:15',
    ],
    ['2019-12-24T04:15:57.798Z', '2021-02-29', '1900-02-29', '1970-1-1', '1970-01-01+25:00', '', 5],
  ],
  [
    'AWSTime',
    ['12:30', '12:30Z', '12:30:24.500+05:30', '12:00:34.', '12:00:34.123456789'],
    [
      '24:00',
      '12:60',
      '23:59:60',
      '1:30',
      '12:30:24.1234567890',
      '12:30+0530',
      '12:30+18:01',
      '12',
    ],
  ],
  [
    'AWSDateTime',
    [
      '1970-01-01T12:00Z',
      '1970-01-01T12:00:00.000+08:00',
      '1970-01-01T12:00:00-07:00:15',
      '-1970-01-01T12:00:00Z',
    ],
    [
      '1970-01-01T12:00:00',
      '1970-01-01T12:00:00+0000',
      '1970-01-01T24:00Z',
      '1970-01-01 12:00Z',
      '1970-01-01',
      '1970-13-01T12:00Z',
      '2026-02-30T12:00Z',
    ],
  ],
  ['AWSTimestamp', [0, -123, 1_714_000_000], ['2026-01-01T00:00:00Z', 1.5, 31_556_889_864_403_300]],
  [
    'AWSEmail',
    ['username@example.com', 'a.b+c@sub.example.co', '"quoted name"@example.com', 'a@[127.0.0.1]'],
    ['example.com', '@example.com', 'a@', 'a b@example.com', 'a..b@example.com', 'a@-x.com', ''],
  ],
  [
    'AWSPhone',
    ['+1 415 555 2671', '415-555-2671', '+44 20 7946 0958', '415 555 2671', '+81 3-1234-5678'],
    ['1110004444', '020 7946 0958', '911', '+12312', '', 'abc', '(415) 555-2671'],
  ],
  [
    'AWSURL',
    ['https://www.amazon.com', 'mailto:example@example.com', 'http://localhost/', 'ftp://a/b'],
    ['www.amazon.com', 'http://a//b', '', 'http://'],
  ],
  [
    'AWSIPAddress',
    [
      '127.0.0.1/8',
      '192.168.0.1',
      '::1',
      '2001:db8::/32',
      '1a2b:3c4b::1234:4567',
      '::ffff:1.2.3.4',
    ],
    ['127.0.0', '[::1]', '1.2.3.4/33', '1.2.3.4/', '::/129', '256.0.0.1', 'fe80::1%eth0', 'host'],
  ],
  [
    'AWSJSON',
    ['{"a":1}', '[]', '"text"', '1', 'true'],
    ['{a:1}', "{'a':1}", 'text', '', 1, true, { a: 1 }],
  ],
  // graphql-java 9 reads variables as it writes answers: what can be converted is.
  ['Int', [1, -2147483648, 2147483647, '1', '1e2'], [2147483648, 1.5, 'x', '', ' 1', '0x1', true]],
  ['Float', [1, 1.5, '1.5'], ['x', '', 'Infinity', true, {}]],
  ['Boolean', [true, false, 'true', 1], [{}, []]],
  ['String', ['x', 1, true, {}], []],
  ['ID', ['x', 1], [1.5, true, {}, 2 ** 63]],
  ['Long', [9007199254740991, '12'], [1.5, 'x', 2 ** 63]],
];

describe.each(inputs)('%s as input', (name, accepted, refused) => {
  test.each(accepted)('takes %j', (value) => {
    expect(() => scalars.get(name)?.parse(value)).not.toThrow();
  });
  test.each(refused)('refuses %j', (value) => {
    expect(() => scalars.get(name)?.parse(value)).toThrow();
  });
});

test('every declared AWS scalar is in the table', () => {
  expect([...scalars.keys()].filter((name) => name.startsWith('AWS'))).toHaveLength(9);
});

describe('AWSJSON', () => {
  const api = createTestApi({
    schema: 'type Query { text: AWSJSON object: AWSJSON yes: AWSJSON read(json: AWSJSON): String }',
    resolvers: {
      'Query.text': constant('Hello'),
      'Query.object': constant({ a: 1, b: [true, null] }),
      'Query.yes': constant(true),
      'Query.read': `import { util } from '@aws-appsync/utils';
        export function request(ctx) { return { payload: typeof ctx.args.json + ':' + JSON.stringify(ctx.args.json) }; }
        export function response(ctx) { return ctx.result; }`,
    },
  });

  test('output: whatever it is, encoded once more', async () => {
    expect((await api.query('{ text object yes }')).data).toEqual({
      text: '"Hello"',
      object: '{"a":1,"b":[true,null]}',
      yes: 'true',
    });
  });

  test.each([
    ['{"Foo":"Bar"}', 'object:{"Foo":"Bar"}'],
    ['true', 'boolean:true'],
    ['1', 'number:1'],
    ['"Hello"', 'string:"Hello"'],
  ])('input %s: parsed before the resolver', async (json, seen) => {
    const query = 'query ($j: AWSJSON) { read(json: $j) }';
    expect((await api.query(query, { j: json })).data).toEqual({ read: seen });
    expect((await api.query(`{ read(json: ${JSON.stringify(json)}) }`)).data).toEqual({
      read: seen,
    });
  });
});

test('output of other kinds: converted as graphql-java does', async () => {
  const api = createTestApi({
    schema:
      'type Query { o: O } type O { yes: Boolean no: Boolean n: Int s: String map: String id: ID }',
    resolvers: {
      'Query.o': constant({
        yes: 'true',
        no: 'false',
        n: '5',
        s: 7,
        map: { a: 1, b: ['x'] },
        id: 12,
      }),
    },
  });
  expect((await api.query('{ o { yes no n s map id } }')).data).toEqual({
    o: { yes: true, no: false, n: 5, s: '7', map: '{a=1, b=[x]}', id: '12' },
  });
});
