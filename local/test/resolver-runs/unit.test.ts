import { describe, expect, test } from 'vitest';
import { LocalError } from '../../shared/errors.ts';
import { code, createTestApi } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    a(x: Int): AWSJSON
    user: User
    b: String
  }
  type User implements Node {
    id: ID
    name: String
    posts(limit: Int): [Post]
    node: Node
  }
  type Post {
    title: String
  }
  interface Node {
    id: ID
  }
`;

describe('unit resolver', () => {
  test('ctx: arguments, args, identity, source, stash, request, env, info', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.a': code(
          'ctx.stash.seen = ctx.args.x; return { payload: 5 };',
          `return { arguments: ctx.arguments, args: ctx.args, identity: ctx.identity ?? null, source: ctx.source ?? null,
            stash: ctx.stash, headers: ctx.request.headers, env: ctx.env, result: ctx.result, error: ctx.error ?? null,
            fieldName: ctx.info.fieldName, parentTypeName: ctx.info.parentTypeName, variables: ctx.info.variables };`,
        ),
      },
      overrides: { environmentVariables: { TABLE: 'Users' } },
    });
    const identity = { sub: 's', issuer: 'i', claims: {} };
    const body = await api.query(
      'query ($x: Int) { a(x: $x) }',
      { x: 3 },
      {
        caller: { mode: 'OPENID_CONNECT', identity, deniedFields: [] },
        request: { headers: { host: 'h', custom: ['1', '2'] }, domainName: null },
      },
    );
    expect(JSON.parse(String(body.data?.a))).toEqual({
      arguments: { x: 3 },
      args: { x: 3 },
      identity,
      source: null,
      stash: { seen: 3 },
      headers: { host: 'h', custom: ['1', '2'] },
      env: { TABLE: 'Users' },
      result: 5,
      error: null,
      fieldName: 'a',
      parentTypeName: 'Query',
      variables: { x: 3 },
    });
  });

  test('info.selectionSetList: aliases, slashes, merged fragments, no fields of narrower types', async () => {
    const api = createTestApi({
      schema,
      resolvers: {
        'Query.user': code(
          'console.log(ctx.info.selectionSetList); console.log(ctx.info.selectionSetGraphQL); return {};',
        ),
      },
    });
    await api.query(/* GraphQL */ `
      query ($no: Boolean = false) {
        user {
          key: id
          ...F
          posts(limit: 1) {
            title
          }
          name @include(if: $no)
          node {
            id
            ... on User {
              name
            }
          }
        }
      }
      fragment F on User {
        name
        posts(limit: 1) {
          t: title
        }
      }
    `);
    expect(api.lines[0]).toContain(
      '["key","name","posts","posts/t","posts/title","node","node/id"]',
    );
    expect(api.lines[1]).toContain(
      '{\\n  key: id\\n  ...F\\n  posts(limit: 1) {\\n    title\\n  }\\n',
    );
  });

  test('earlyReturn in the request: its value is the field, no response handler', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.b': code('runtime.earlyReturn("early");', 'return "response";') },
    });
    expect(await api.query('{ b }')).toEqual({ data: { b: 'early' } });
  });

  test('data source failure: response runs, ctx.error is set, the client sees no error by itself', async () => {
    const api = createTestApi(
      {
        schema,
        dataSources: [fn],
        resolvers: {
          'Query.b': {
            dataSource: 'fn',
            code: code(
              'return { operation: "Invoke" };',
              'return `${ctx.error.type}|${ctx.error.message}|${ctx.result}`;',
            ),
          },
        },
      },
      {
        functions: {
          'arn:fn': () => {
            throw new TypeError('broke');
          },
        },
      },
    );
    expect(await api.query('{ b }')).toEqual({ data: { b: 'Lambda:Unhandled|broke|null' } });
  });

  test('malformed request object: MappingTemplate, response does not run', async () => {
    const api = createTestApi({
      schema,
      dataSources: [fn],
      resolvers: {
        'Query.b': { dataSource: 'fn', code: code('return {};', 'return "response";') },
      },
    });
    expect(await api.query('{ b }')).toMatchObject({
      data: { b: null },
      errors: [
        { errorType: 'MappingTemplate', message: "Value for field '$[operation]' not found." },
      ],
    });
  });

  test('console.log: goes to the log', async () => {
    const api = createTestApi({
      schema,
      resolvers: { 'Query.b': code('console.log("id", 5); return {};') },
    });
    await api.query('{ b }');
    expect(api.lines).toEqual([expect.stringMatching(/^Query\.b.*"id" 5$/)]);
  });
});

describe('what cannot run', () => {
  test('data source of an unsupported type: the field answers a named error', async () => {
    const api = createTestApi({
      schema,
      dataSources: [
        {
          stackName: 'T',
          logicalId: 'R',
          name: 'search',
          type: 'UNSUPPORTED',
          declaredType: 'AMAZON_OPENSEARCH_SERVICE',
        },
      ],
      resolvers: { 'Query.b': { dataSource: 'search', code: code('return {};', 'return 1;') } },
    });
    expect((await api.query('{ b }')).errors).toMatchObject([
      {
        errorType: 'UnsupportedDataSource',
        message: expect.stringContaining('AMAZON_OPENSEARCH_SERVICE'),
      },
    ]);
  });

  test('no code on a NONE data source: the field answers a named error', async () => {
    const api = createTestApi({ schema, resolvers: { 'Query.b': {} } });
    expect((await api.query('{ b }')).errors).toMatchObject([{ errorType: 'UnsupportedResolver' }]);
  });

  test('code that does not compile: all problems are told at once', () => {
    const resolvers = { 'Query.a': 'export function request( {', 'Query.b': 'export const x = ;' };
    const make = (): unknown => createTestApi({ schema, resolvers });
    expect(make).toThrow(LocalError);
    expect(make).toThrow(/Query\.a\.js[^]*Query\.b\.js/);
  });

  test('a resolver on a field that the schema does not have: refused at start', () => {
    const make = (): unknown =>
      createTestApi({ schema, resolvers: { 'Query.zzz': code('return {};') } });
    expect(make).toThrow(/Query\.zzz/);
  });
});

const fn = {
  stackName: 'T',
  logicalId: 'F',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;
