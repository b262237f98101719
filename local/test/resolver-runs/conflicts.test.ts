import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../support/appsync-api.ts';
import { startDynoxide, type Dynoxide } from '../../testing/dynoxide.ts';

const SCHEMA = `
  type Post { id: ID! title: String _version: Int _deleted: Boolean _lastChangedAt: AWSTimestamp }
  type PostConnection { items: [Post] nextToken: String startedAt: AWSTimestamp }
  type Query { syncPosts(lastSync: AWSTimestamp): PostConnection }
  type Mutation { savePost(id: ID!, title: String, _version: Int): Post }
`;

const RESPONSE = `
  if (ctx.error) util.error(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;`;

const SAVE = `
  import { util } from '@aws-appsync/utils';
  import { put } from '@aws-appsync/utils/dynamodb';
  export function request(ctx) {
    const { id, title, _version } = ctx.args;
    return put({ key: { id }, item: { title }, _version });
  }
  export function response(ctx) {${RESPONSE}}`;

const SYNC = `
  import { util } from '@aws-appsync/utils';
  import { sync } from '@aws-appsync/utils/dynamodb';
  export function request(ctx) { return sync({ lastSync: ctx.args.lastSync }); }
  export function response(ctx) {${RESPONSE}}`;

let dynoxide: Dynoxide;
let api: TestApi;

beforeAll(async () => {
  dynoxide = await startDynoxide();
  for (const [TableName, ...key] of [
    ['Posts', 'id'],
    ['Changes', 'ds_pk', 'ds_sk'],
  ] as const) {
    await dynoxide.client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: key.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: key.map((AttributeName, at) => ({
          AttributeName,
          KeyType: at === 0 ? 'HASH' : 'RANGE',
        })),
      }),
    );
  }
  api = createTestApi(
    {
      schema: SCHEMA,
      dataSources: [
        {
          stackName: 'T',
          logicalId: 'Posts',
          name: 'posts',
          type: 'AMAZON_DYNAMODB',
          tableName: 'Posts',
          region: 'us-east-1',
          versioning: { baseTableTtl: 60, deltaSyncTableName: 'Changes', deltaSyncTableTtl: 60 },
        },
      ],
      resolvers: {
        'Mutation.savePost': {
          code: SAVE,
          dataSource: 'posts',
          conflictDetection: { handler: 'OPTIMISTIC_CONCURRENCY', functionArn: null },
        },
        'Query.syncPosts': { code: SYNC, dataSource: 'posts' },
      },
    },
    { dynamodbEndpoint: dynoxide.endpoint },
  );
});

afterAll(() => dynoxide[Symbol.asyncDispose]());

test('ConflictUnhandled: the error’s data is the existing item, cut to the selection', async () => {
  await api.query('mutation { savePost(id: "1", title: "first") { id } }');
  const { data } = await api.query(
    'mutation { savePost(id: "1", title: "second", _version: 1) { title _version _deleted } }',
  );
  expect(data).toEqual({ savePost: { title: 'second', _version: 2, _deleted: null } });
  expect(
    await api.query(
      'mutation { savePost(id: "1", title: "late", _version: 1) { title _version } }',
    ),
  ).toEqual({
    data: { savePost: null },
    errors: [
      {
        path: ['savePost'],
        data: { title: 'second', _version: 2 },
        errorType: 'ConflictUnhandled',
        errorInfo: null,
        locations: [{ line: 1, column: 12, sourceName: null }],
        message: 'Conflict resolver rejects mutation.',
      },
    ],
  });
});

test('sync of the dynamodb module: hydrates, then gives what changed since', async () => {
  await api.query('mutation { savePost(id: "2", title: "a") { id } }');
  const SYNC_ALL =
    'query Q($lastSync: AWSTimestamp) { syncPosts(lastSync: $lastSync) { items { id } startedAt nextToken } }';
  const first = await api.query(SYNC_ALL);
  expect(first.errors).toBeUndefined();
  const { startedAt } = first.data?.['syncPosts'] as { startedAt: number };
  await api.query('mutation { savePost(id: "3", title: "b") { id } }');
  const second = await api.query(SYNC_ALL, { lastSync: startedAt });
  expect(second.data?.['syncPosts']).toMatchObject({ nextToken: null });
  const { items } = second.data?.['syncPosts'] as { items: unknown[] };
  expect(items).toContainEqual({ id: '3' });
});
