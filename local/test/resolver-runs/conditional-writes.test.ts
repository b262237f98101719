import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, createTestApi, type TestApi } from '../support/appsync-api.ts';
import {
  REQUEST_ID,
  TABLE,
  startTableSource,
  type TableSource,
} from '../data-sources/AMAZON_DYNAMODB/table-source.ts';

const schema = /* GraphQL */ `
  type Thing {
    pk: ID!
    version: Int
  }
  type Query {
    none: String
  }
  type Mutation {
    update(pk: ID!, expected: Int!): Thing
    delete(pk: ID!, expected: Int!): Thing
  }
`;

/** A write on the condition that the item has the expected version; its error is told, not raised. */
const write = (operation: string, members = ''): string =>
  code(
    `return {
      operation: '${operation}',
      key: util.dynamodb.toMapValues({ pk: ctx.args.pk, sk: 1 }),
      condition: {
        expression: 'version = :expected',
        expressionValues: util.dynamodb.toMapValues({ ':expected': ctx.args.expected }),
      },
      ${members}
    };`,
    `if (ctx.error) util.appendError(ctx.error.message, ctx.error.type);
     return ctx.result;`,
  );

let table: TableSource;
let api: TestApi;

beforeAll(async () => {
  table = await startTableSource();
  const resolver = (source: string) => ({ dataSource: 'table', code: source });
  api = createTestApi(
    {
      schema,
      dataSources: [
        {
          stackName: 'T',
          logicalId: 'D',
          name: 'table',
          type: 'AMAZON_DYNAMODB',
          tableName: TABLE,
          region: 'us-east-1',
        },
      ],
      resolvers: {
        'Mutation.update': resolver(
          write(
            'UpdateItem',
            `update: {
              expression: 'ADD version :one',
              expressionValues: util.dynamodb.toMapValues({ ':one': 1 }),
            },`,
          ),
        ),
        'Mutation.delete': resolver(write('DeleteItem')),
      },
    },
    { dynamodbEndpoint: table.dynoxide.endpoint },
  );
});

afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

// https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-dynamodb-resolvers-js.html
describe('a write on a version, its error appended', () => {
  test.each([
    ['update', { pk: 'update', version: 2 }],
    ['delete', { pk: 'delete', version: 1 }],
  ])('%s: the field is null beside the error, then done', async (field, done) => {
    await table.put(field, { version: { N: 1 } });
    const mutation = `mutation ($expected: Int!) { ${field}(pk: "${field}", expected: $expected) { pk version } }`;
    expect(await api.query(mutation, { expected: 9 })).toEqual({
      data: { [field]: null },
      errors: [
        {
          path: [field],
          data: null,
          errorType: 'DynamoDB:ConditionalCheckFailedException',
          errorInfo: null,
          locations: [{ line: 1, column: 30, sourceName: null }],
          message: expect.stringMatching(
            new RegExp(
              `^The conditional request failed \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}\\)$`,
            ),
          ),
        },
      ],
    });
    expect(await api.query(mutation, { expected: 1 })).toEqual({ data: { [field]: done } });
  });

  test('delete of what is gone: null without an error', async () => {
    const mutation = 'mutation { delete(pk: "gone", expected: 1) { pk } }';
    expect(await api.query(mutation)).toEqual({ data: { delete: null } });
  });
});
