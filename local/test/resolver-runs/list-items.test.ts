import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTableSource, TABLE } from '../data-sources/AMAZON_DYNAMODB/table-source.ts';
import type { TableSource } from '../data-sources/AMAZON_DYNAMODB/table-source.ts';
import { code, createTestApi } from '../support/appsync-api.ts';

const schema = /* GraphQL */ `
  type Query {
    none: String
  }
  type Mutation {
    change(pk: ID!): AWSJSON
  }
`;

const DDB = "import * as ddb from '@aws-appsync/utils/dynamodb';\n";

let table: TableSource;
beforeAll(async () => {
  table = await startTableSource();
});
afterAll(async () => {
  await table[Symbol.asyncDispose]();
});

/** Changes an item by a resolver of its own, against the real engine. */
async function changed(pk: string, request: string): Promise<Record<string, unknown>> {
  const source = code(request, 'return ctx.error ? { error: ctx.error.message } : ctx.result;');
  const api = createTestApi(
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
      resolvers: { 'Mutation.change': { dataSource: 'table', code: DDB + source } },
    },
    { dynamodbEndpoint: table.dynoxide.endpoint },
  );
  const { data, errors } = await api.query(`mutation { change(pk: ${JSON.stringify(pk)}) }`);
  expect(errors).toBeUndefined();
  return JSON.parse(String(data?.change)) as Record<string, unknown>;
}

const LIST = { l: { L: [{ S: 'a' }, { S: 'b' }] }, n: { N: 1 }, gone: { S: 'x' } };

const update = (changes: string): string =>
  `return ddb.update({ key: { pk: ctx.args.pk, sk: 1 }, update: { ${changes} } });`;

// "If you add elements beyond the end of the list, they are appended": the developer guide of
// DynamoDB, Expressions.UpdateExpressions.
describe('ddb.update against the engine', () => {
  test.each([
    ['within the list', 'l: ddb.operations.updateListItem("v", 1)', { l: ['a', 'v'] }],
    ['at its end', 'l: ddb.operations.updateListItem("v", 2)', { l: ['a', 'b', 'v'] }],
    ['far behind its end', 'l: ddb.operations.updateListItem("v", 10)', { l: ['a', 'b', 'v'] }],
    [
      'two behind its end',
      'l: [ddb.operations.updateListItem("w", 20), ddb.operations.updateListItem("v", 10)]',
      { l: ['a', 'b', 'v', 'w'] },
    ],
    ['append', 'l: ddb.operations.append(["v"])', { l: ['a', 'b', 'v'] }],
    ['prepend', 'l: ddb.operations.prepend(["v"])', { l: ['v', 'a', 'b'] }],
    ['increment', 'n: ddb.operations.increment(4)', { n: 5 }],
    ['decrement', 'n: ddb.operations.decrement(4)', { n: -3 }],
    ['add', 'fresh: ddb.operations.add("v")', { fresh: 'v' }],
    ['replace', 'n: ddb.operations.replace(["v"])', { n: ['v'] }],
  ])('%s', async (name, changes, gives) => {
    await table.put(name, LIST);
    const start = { pk: name, sk: 1, l: ['a', 'b'], n: 1, gone: 'x' };
    expect(await changed(name, update(changes))).toEqual({ ...start, ...gives });
  });

  test('remove: takes the attribute away', async () => {
    await table.put('remove', LIST);
    const left = await changed('remove', update('gone: ddb.operations.remove()'));
    expect(left).toEqual({ pk: 'remove', sk: 1, l: ['a', 'b'], n: 1 });
  });
});

describe('UpdateItem by hand against the engine', () => {
  const set = (path: string): string => `return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ pk: ctx.args.pk, sk: 1 }),
    update: { expression: 'SET ${path} = :v', expressionValues: { ':v': { S: 'v' } } },
  };`;

  test('SET l[10] on a list of two: is appended', async () => {
    await table.put('by hand', LIST);
    expect(await changed('by hand', set('l[10]'))).toMatchObject({ l: ['a', 'b', 'v'] });
  });

  test('an index that no list has: is refused, nothing is written', async () => {
    await table.put('huge', LIST);
    const { error } = await changed('huge', set('l[4294967296]'));
    expect(error).toContain('Service: DynamoDb, Status Code: 400');
    expect(await table.stored('huge')).toMatchObject({ l: LIST.l });
  });
});

// JSON.stringify, as a plain object of the test could not hold the name.
test('a member called __proto__: is stored and comes back', async () => {
  const item = '{"o":{"__proto__":{"x":"y"},"constructor":"c"}}';
  const request = `return ddb.put({ key: { pk: ctx.args.pk, sk: 1 }, item: JSON.parse('${item}') });`;
  const { o } = await changed('names', request);
  expect(JSON.stringify(o)).toBe('{"__proto__":{"x":"y"},"constructor":"c"}');
});
