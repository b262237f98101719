import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask, sourceOf } from '../run-source.ts';
import { REQUEST_ID } from './table-source.ts';

type Body = Readonly<Record<string, unknown>>;

/** A data source on a DynamoDB that answers with these, one after the other; and what it was asked. */
async function answering(...answers: (readonly [status: number, body: Body])[]) {
  const asked: Body[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push((JSON.parse(Buffer.concat(chunks).toString()) as Body)['RequestItems'] as Body);
      const [status, body] = answers[asked.length - 1] ?? [500, {}];
      response.writeHead(status, { 'x-amzn-requestid': 'ID' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const config = {
    stackName: 'T',
    logicalId: 'D',
    name: 'table',
    type: 'AMAZON_DYNAMODB',
    tableName: 'Posts',
    region: 'us-east-1',
  } as const;
  const dynamodbEndpoint = `http://127.0.0.1:${address.port}`;
  return { source: sourceOf(config, { dynamodbEndpoint }), asked };
}

const [a, b] = ['a', 'b'].map((id) => ({ id: { S: id } }));
const exceeded = {
  type: 'DynamoDB:ProvisionedThroughputExceededException',
  message: expect.stringMatching(
    new RegExp(
      `^You exceeded your maximum allowed provisioned throughput for a table or for one or more global secondary indexes\\. \\(Service: DynamoDb, Status Code: 400, Request ID: ${REQUEST_ID}\\)$`,
    ),
  ),
};

// AWS: "Using DynamoDB batch operations in AWS AppSync", error handling.
describe('batches that DynamoDB processes in part', () => {
  const get = {
    operation: 'BatchGetItem',
    tables: { Posts: { keys: [a, b] }, Empty: { keys: [a] } },
  };

  test('BatchGetItem: asks again for what was left', async () => {
    const { source, asked } = await answering(
      [200, { Responses: { Posts: [b] }, UnprocessedKeys: { Posts: { Keys: [a] } } }],
      [200, { Responses: { Posts: [{ ...a, v: { N: '1' } }] }, UnprocessedKeys: {} }],
    );
    expect(await ask(source, get)).toEqual({
      result: {
        data: { Posts: [{ id: 'a', v: 1 }, { id: 'b' }], Empty: [null] },
        unprocessedKeys: { Posts: [], Empty: [] },
      },
      error: null,
    });
    expect(asked[1]).toEqual({ Posts: { Keys: [a], ConsistentRead: false } });
  });

  test('BatchGetItem whose second attempt fails: what was read, what is left and the error', async () => {
    const { source } = await answering(
      [200, { Responses: { Posts: [b] }, UnprocessedKeys: { Posts: { Keys: [a] } } }],
      [
        400,
        {
          __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
          message:
            'You exceeded your maximum allowed provisioned throughput for a table or for one or more global secondary indexes.',
        },
      ],
    );
    expect(await ask(source, get)).toEqual({
      result: {
        data: { Posts: [null, { id: 'b' }], Empty: [null] },
        unprocessedKeys: { Posts: [{ id: 'a' }], Empty: [] },
      },
      error: exceeded,
    });
  });

  test.each([
    ['BatchPutItem', 'unprocessedItems', 'PutRequest', 'Item'],
    ['BatchDeleteItem', 'unprocessedKeys', 'DeleteRequest', 'Key'],
  ])(
    '%s that gets no further: the rest is null and unprocessed',
    async (operation, member, kind, of) => {
      const rest = { UnprocessedItems: { Posts: [{ [kind]: { [of]: b } }] } };
      const { source, asked } = await answering([200, rest], [200, rest]);
      expect(await ask(source, { operation, tables: { Posts: [a, b] } })).toEqual({
        result: {
          data: { Posts: [{ id: 'a' }, null] },
          [member]: { Posts: [{ id: 'b' }] },
        },
        error: exceeded,
      });
      expect(asked).toHaveLength(2);
    },
  );
});
